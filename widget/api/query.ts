/** One `key=value` of a query; the CRM wants brackets in keys (`order[id]`, `filter[id][]`) and repeats of one key. */
export type QueryPair = readonly [key: string, value: string | number]

/** Path with query, percent-encoded. */
export function encodeQuery(path: string, pairs: readonly QueryPair[]): string {
  if (pairs.length === 0) {
    return path
  }
  const encoded = pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
  return `${path}?${encoded.join('&')}`
}
