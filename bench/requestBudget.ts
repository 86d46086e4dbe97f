/** Records of an account by kind. */
export interface Sizes {
  readonly leads: number
  readonly contacts: number
  readonly companies: number
  readonly customers: number
}

interface Pace {
  readonly rate: number
  readonly latencyMs: number
}

const pageSize = 250
/** What the formula allows for account, pipelines, fields, stages, events, the first small batches, and one call a list that proves it whole. */
const extra = 24

/** The most requests that a full recalculation may make, without its freshness passes. At a pace, pages in flight where each source ended are added. */
export const budgetOf = (
  sizes: Sizes,
  written: { readonly contacts: number; readonly companies: number },
  pace?: Pace,
): number => {
  const pages = (records: number): number => Math.ceil(records / pageSize)
  const overshoot = pace === undefined ? 0 : Math.ceil((pace.rate * pace.latencyMs) / 1000)
  const sources = [sizes.leads, sizes.customers, sizes.contacts, sizes.companies]
  return (
    sources.reduce((sum, records) => sum + pages(records) + overshoot, 0) +
    pages(written.contacts) +
    pages(written.companies) +
    extra
  )
}

/**
 * Requests of the freshness passes among these (`GET /path?query`, decoded): lists by change, events, and buyers read again where the CRM cannot
 * order them.
 */
export const freshnessPages = (requests: readonly string[], sizes: Sizes): number => {
  const changes = requests.filter((request) => /order\[updated_at\]|\/events\?/.test(request)).length
  const buyers = requests.filter(
    (request) => request.startsWith('GET /api/v4/customers?') && !request.includes('order[updated_at]'),
  ).length
  return changes + Math.max(0, buyers - Math.ceil(sizes.customers / pageSize))
}
