/** What one tab knows of the rate by itself, and tells the other tabs of its account. Times are of one clock, in ms. */
export interface TabPace {
  /** Planned time of the last request, a little before the real one at most; -Infinity before the first. */
  readonly slot: number
  /** Requests on their way, and those of the last seconds. */
  readonly sent: readonly SentRequest[]
  /** The shortest time that an answer took lately; 0 before it is known. */
  readonly fastest: number
  /** Nothing goes out before this, in no tab. */
  readonly pausedUntil: number
  /** Each level halves the pace; one is given back every ten seconds after `pausedUntil`. */
  readonly slowness: number
}

/** A request that left `at`; `duration`: ms until its answer or its failure, null before. */
export interface SentRequest {
  readonly at: number
  readonly duration: number | null
}
