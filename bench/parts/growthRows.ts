import { performance } from 'node:perf_hooks'
import { planWrites } from '../../widget/calc/planWrites'
import { totalFigures } from '../../widget/calc/totalFigures'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import type { Lead } from '../../widget/records/lead'
import { emptyStored } from '../../widget/jobs/emptyStored'
import { rulesOf } from '../engineSource'
import { formatNumber } from '../formatNumber'
import { median } from '../median'
import { type BenchRow, rowOf } from '../row'

const sizes = [100_000, 300_000, 1_000_000] as const
const pageSize = 250
const repeats = 5
/** What ten times the account may cost: it grows by itself, its arrays leave the processor's cache, and nothing else. */
const most = { time: 20, memory: 11 }

interface Cost {
  readonly ms: number
  readonly megabytes: number
}

/** Time and memory of folding, counting and planning accounts of three sizes (contacts 0.3, companies 0.1 of the deals). */
export const growthRows = (): readonly BenchRow[] => {
  const costs = sizes.map(costOf)
  const [small, , large] = costs
  const timesOf = (key: keyof Cost): number => (large?.[key] ?? 0) / (small?.[key] ?? 1)
  const listed = (key: keyof Cost, unit: string): string =>
    `${costs.map((cost) => formatNumber(cost[key])).join(', ')} ${unit}`
  const sizesText = `at ${sizes.map((size) => formatNumber(size)).join(', ')} deals`
  return [
    rowOf(
      `time to fold, count and plan ${sizesText}`,
      `no faster than the account and its caches (≤ ${most.time} × for 10 × the deals); our own limit`,
      `${listed('ms', 'ms')}: ${formatNumber(timesOf('ms'), 1)} ×`,
      timesOf('ms') <= most.time,
      'all of a run but the network; median of 5',
    ),
    rowOf(
      `memory of the records, figures and plan ${sizesText}`,
      `no faster than the account (≤ ${most.memory} × for 10 × the deals); our own limit`,
      `${listed('megabytes', 'MB')}: ${formatNumber(timesOf('megabytes'), 1)} ×`,
      timesOf('megabytes') <= most.memory,
      'heap and array buffers of Node after a collection, above the same before',
    ),
  ]
}

const costOf = (leadCount: number): Cost => {
  const turns = Array.from({ length: repeats }, () => measure(leadCount))
  return { ms: median(turns.map(({ ms }) => ms)), megabytes: median(turns.map(({ megabytes }) => megabytes)) }
}

const measure = (leadCount: number): Cost => {
  const before = usedMegabytes()
  let ms = 0
  const timed = <T>(work: () => T): T => {
    const start = performance.now()
    const result = work()
    ms += performance.now() - start
    return result
  }
  const counts = { contacts: leadCount * 0.3, companies: leadCount * 0.1 }
  const records = createMirrorRecords('bench')
  for (let first = 1; first <= leadCount; first += pageSize) {
    // The page itself is the decoder's work and not measured here.
    const page = Array.from({ length: pageSize }, (_, place) => leadOf(first + place, counts))
    timed(() => records.appendLeads(page))
  }
  for (const type of ['contacts', 'companies'] as const)
    for (let first = 1; first <= counts[type]; first += pageSize) {
      const page = Array.from({ length: pageSize }, (_, place) => cardOf(first + place, type))
      timed(() => records.appendParents(type, page))
    }
  const rules = rulesOf({})
  const kept = timed(() => {
    const finished = records.finish()
    const figures = totalFigures(finished.sources, rules)
    const plans = (['contacts', 'companies'] as const).map((type) =>
      planWrites(type, finished.parents[type], figures[type], rules.settings),
    )
    return { finished, figures, plans }
  })
  const megabytes = usedMegabytes() - before
  if (kept.plans.length === 0) throw new Error('nothing was planned')
  return { ms, megabytes }
}

const leadOf = (id: number, counts: { readonly contacts: number; readonly companies: number }): Lead => ({
  id,
  name: '',
  pipelineId: 1,
  stageId: [11, 12, 142, 143][id % 4] ?? 11,
  amount: ((id * 7919) % 50_000_000) as MinorUnits,
  responsibleUserId: 1,
  isDeleted: false,
  createdAt: 1_700_000_000 as UnixSeconds,
  updatedAt: 1_700_000_000 as UnixSeconds,
  closedAt: null,
  contacts: [
    { id: 1 + ((id * 7919) % counts.contacts), isMain: true },
    ...(id % 4 === 0 ? [{ id: 1 + ((id * 104_729) % counts.contacts), isMain: false }] : []),
  ],
  companyIds: id % 10 < 7 ? [1 + ((id * 15_485_863) % counts.companies)] : [],
})

const cardOf = (id: number, type: 'contacts' | 'companies') => ({
  id,
  name: `Карточка ${id}`,
  responsibleUserId: 1,
  groupId: 0,
  updatedAt: 1_700_000_000 as UnixSeconds,
  isDeleted: false,
  companyIds: type === 'contacts' ? [1 + (id % 1000)] : [],
  stored: emptyStored,
})

const usedMegabytes = (): number => {
  if (globalThis.gc === undefined) throw new Error('Node has to run with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
