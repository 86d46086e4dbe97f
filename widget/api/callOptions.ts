/** `card` requests go before `run` requests in the one rate window. */
export type Priority = 'card' | 'run'

export interface CallOptions {
  readonly priority: Priority
  readonly signal?: AbortSignal
  /**
   * Told for each answer the CRM's time when it was asked, at the latest, in ms since 1970: all that had changed before is in the answer.
   * Null = the answer does not tell.
   */
  readonly onAnswered?: (askedAt: number | null) => void
  /**
   * Of deals and buyers with several contacts: which one is the main one has to be known. Where the CRM leaves the flag out the links of
   * these records are asked for it.
   */
  readonly needsMain?: boolean
}
