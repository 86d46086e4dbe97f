import { createLargeAccount } from '../../host/seeds/createLargeAccount'
import { createWorld, type World } from '../../tests/jobs/support/createWorld'
import { runThrough } from '../../tests/jobs/support/runThrough'
import { formatNumber } from '../formatNumber'
import { budgetOf, freshnessPages, type Sizes } from '../requestBudget'
import { type BenchRow, rowOf } from '../row'

const sizes: Sizes = { leads: 50_000, contacts: 20_000, companies: 3000, customers: 2000 }

/** A full recalculation through the API, and the same again, without waiting: only requests and writes are counted here. */
export const requestRows = async (): Promise<readonly BenchRow[]> => {
  const { file, sources } = createLargeAccount({ seed: 1, ...sizes })
  const world = createWorld({ account: file, sources, rate: 1_000_000, settings: { write: 'changed' } })
  const first = await counted(world)
  const budget = budgetOf(sizes, first.written)
  const second = await counted(world)
  const sizeText = `${formatNumber(sizes.contacts)} contacts, ${formatNumber(sizes.companies)} companies, ${formatNumber(sizes.leads)} deals, ${formatNumber(sizes.customers)} buyers`
  return [
    rowOf(
      `requests of a full recalculation: ${sizeText}`,
      `≤ ${budget} by the formula`,
      `${first.requests - first.freshness}`,
      first.requests - first.freshness <= budget,
      `${first.written.contacts} contacts and ${first.written.companies} companies written; ${first.freshness} requests of the freshness passes and of buyers read again counted apart; no latency, so no pages in flight`,
    ),
    rowOf(
      'second run of unchanged data, write = changed',
      '0 writes',
      `${second.writes} writes`,
      second.writes === 0,
      `${second.requests} requests in all; the first run wrote ${formatNumber(first.written.contacts + first.written.companies)} cards in ${first.writes} batches`,
    ),
  ]
}

const counted = async (world: World) => {
  const from = world.requests.length
  await runThrough(world, 'changed')
  const sent = world.requests.slice(from)
  const writes = sent.filter(({ method }) => method === 'PATCH')
  const cardsOf = (type: string): number =>
    writes
      .filter(({ path }) => path.startsWith(`/api/v4/${type}`))
      .reduce((sum, { body }) => sum + (Array.isArray(body) ? body.length : 1), 0)
  return {
    requests: sent.length,
    writes: writes.length,
    freshness: freshnessPages(
      sent.map(({ method, path }) => `${method} ${path}`),
      sizes,
    ),
    written: { contacts: cardsOf('contacts'), companies: cardsOf('companies') },
  }
}
