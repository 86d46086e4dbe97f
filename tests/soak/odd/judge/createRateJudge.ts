import type { Report } from '../failures'

/** A request may need longer than the one after it, so that one more arrives in a second than was sent. */
const tolerance = 1

/** Counts the arrivals from each computer; says once for each that more came in any 1,000 ms than `rate` allows. */
export const createRateJudge = (
  rate: () => number,
  now: () => number,
  report: Report,
): ((computer: string) => void) => {
  const arrivals = new Map<string, number[]>()
  const told = new Set<string>()
  return (computer) => {
    const times = (arrivals.get(computer) ?? []).filter((at) => at > now() - 1000)
    times.push(now())
    arrivals.set(computer, times)
    if (times.length <= rate() + tolerance || told.has(computer)) return
    told.add(computer)
    report('rate', `${times.length} requests within a second from ${computer}`)
  }
}
