/** One finished or refused request. */
export interface LoggedRequest {
  /** Milliseconds since 1970 of its arrival. */
  at: number
  method: string
  /** Decoded path with query. */
  path: string
  /** HTTP status; 0 where the connection was cut. */
  status: number
  /** Milliseconds until the answer. */
  ms: number
}

/** Sums over the log. */
export interface RequestSummary {
  total: number
  /** Number of 429s. */
  rejected: number
  /** By method and path with ids as `{id}`. */
  byRoute: Record<string, number>
  /** Most arrivals in any rolling 1,000 ms of one session. */
  peakPerSecond: number
  /** The last 10,000. */
  list: LoggedRequest[]
}

const KEPT = 10_000
const WINDOW_MS = 1_000

/** Log of the requests to /api, /ajax and /oauth2; those to the control API are not in it. */
export class RequestLog {
  #total = 0
  #rejected = 0
  #peak = 0
  readonly #byRoute = new Map<string, number>()
  readonly #arrivals = new Map<string, number[]>()
  #list: LoggedRequest[] = []

  /** Notes an arrival for the peak; called once for each request, refused ones included. */
  arrive(session: string, at: number): void {
    const window = (this.#arrivals.get(session) ?? []).filter((time) => time > at - WINDOW_MS)
    window.push(at)
    this.#arrivals.set(session, window)
    this.#peak = Math.max(this.#peak, window.length)
  }

  /** Notes the end of a request. */
  add(request: LoggedRequest): void {
    this.#total++
    if (request.status === 429) this.#rejected++
    const route = `${request.method} ${routeOf(request.path)}`
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1)
    this.#list.push(request)
    if (this.#list.length > KEPT * 2) this.#list = this.#list.slice(-KEPT)
  }

  summary(): RequestSummary {
    return {
      total: this.#total,
      rejected: this.#rejected,
      byRoute: Object.fromEntries([...this.#byRoute].sort(([one], [other]) => one.localeCompare(other))),
      peakPerSecond: this.#peak,
      list: this.#list.slice(-KEPT),
    }
  }

  clear(): void {
    this.#total = 0
    this.#rejected = 0
    this.#peak = 0
    this.#byRoute.clear()
    this.#arrivals.clear()
    this.#list = []
  }
}

function routeOf(path: string): string {
  const [plain = ''] = path.split('?')
  return plain
    .split('/')
    .map((part) =>
      /^\d+$/.test(part) || /^[a-z]+_\d+$/.test(part) || /^01[0-9a-v]{20,}$/.test(part) ? '{id}' : part,
    )
    .join('/')
}
