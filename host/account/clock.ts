/** The CRM's clock, in unix seconds: the real one, or standing still at a chosen second. */
export class Clock {
  #fixed: number | null = null

  /** Unix seconds now. */
  now(): number {
    return this.#fixed ?? Math.floor(Date.now() / 1000)
  }

  /** The chosen second, null while the real clock runs. */
  get fixedAt(): number | null {
    return this.#fixed
  }

  /** Stops the clock at a second (unix), or lets the real one run (null). */
  set(seconds: number | null): void {
    this.#fixed = seconds
  }
}
