import type { LoggedCall } from './openLargeCrm'

/** How a run used the rate that it was allowed. */
export interface Pace {
  /** Requests from the first page of a list to the last, all of the API's in between. */
  readonly count: number
  readonly seconds: number
  /** (n − 1) ÷ (last − first arrival) ÷ rate. */
  readonly used: number
  /** Most arrivals in any rolling 1,000 ms, of all calls. */
  readonly peak: number
  readonly rejected: number
}

/** Judges calls in the order of their arrival. */
export const paceOf = (calls: readonly LoggedCall[], rate: number): Pace => {
  const reading = readingOf(calls)
  const seconds = ((reading.at(-1)?.at ?? 0) - (reading[0]?.at ?? 0)) / 1000
  return {
    count: reading.length,
    seconds,
    used: (reading.length - 1) / seconds / rate,
    peak: peakOf(calls),
    rejected: calls.filter(({ status }) => status === 429).length,
  }
}

const readingOf = (calls: readonly LoggedCall[]): readonly LoggedCall[] => {
  const isListPage = ({ method, path }: LoggedCall): boolean =>
    method === 'GET' &&
    /^\/api\/v4\/(leads|customers|contacts|companies)\?/.test(path) &&
    path.includes('order[id]')
  const first = calls.findIndex(isListPage)
  const last = calls.reduce((found, call, position) => (isListPage(call) ? position : found), -1)
  return calls.slice(Math.max(0, first), last + 1)
}

const peakOf = (calls: readonly LoggedCall[]): number => {
  let peak = 0
  let first = 0
  for (const [position, { at }] of calls.entries()) {
    while ((calls[first]?.at ?? at) <= at - 1000) first += 1
    peak = Math.max(peak, position - first + 1)
  }
  return peak
}
