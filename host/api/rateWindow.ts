/** Counts arrivals of each session over the last second; those over the limit count too. */
export class RateWindow {
  readonly #arrivals = new Map<string, number[]>()

  /** Notes an arrival (milliseconds) and says whether it is within `limit` for any rolling 1,000 ms. */
  admits(session: string, at: number, limit: number): boolean {
    const recent = (this.#arrivals.get(session) ?? []).filter((time) => time > at - 1_000)
    recent.push(at)
    this.#arrivals.set(session, recent)
    return recent.length <= limit
  }
}
