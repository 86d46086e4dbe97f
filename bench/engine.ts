/**
 * Engine against the bare loop over the same columns: 1,000,000 deals, 300,000 contacts, 100,000 companies; median of 5, equal results.
 * `npx tsx bench/engine.ts` prints one JSON object; exits with 1 when a ratio is above its limit.
 */
import { fileURLToPath } from 'node:url'
import { createTotals } from '../widget/calc/createTotals'
import { explainFigures } from '../widget/calc/explainFigures'
import { planWrites } from '../widget/calc/planWrites'
import type { Rules } from '../widget/calc/rules'
import { totalFigures } from '../widget/calc/totalFigures'
import type { LinkColumns, SourceColumns } from '../widget/records/columns'
import { createCustomerColumnsBuilder } from '../widget/records/createCustomerColumnsBuilder'
import { createParentColumnsBuilder } from '../widget/records/createParentColumnsBuilder'
import { createParentIndex } from '../widget/records/createParentIndex'
import { defaultSettings } from '../widget/settings/defaultSettings'
import { bareLoop } from './bareLoop'

const sizes = { leads: 1_000_000, contacts: 300_000, companies: 100_000 }
const limits = { plain: 3, splitWithContacts: 6 }
const stages = [
  { pipelineId: 1, stageId: 11, type: 0 },
  { pipelineId: 1, stageId: 12, type: 0 },
  { pipelineId: 1, stageId: 142, type: 0 },
  { pipelineId: 1, stageId: 143, type: 0 },
  { pipelineId: 1, stageId: 10, type: 1 },
]
const classes = Uint8Array.of(1, 1, 2, 3, 0)

/** Times in milliseconds, ratios to the bare loop, and whether both counted the same. */
export const runEngineBenchmark = () => {
  const source = someSource()
  const rules = rulesOf({})
  const splitRules = rulesOf({ contacts: 'split', companies: 'withContacts' })
  // The page explains numbers too, so the stream meets both sinks here as well.
  explainFigures(
    source,
    rules,
    { type: 'contacts', id: 1 },
    { lead: () => undefined, customer: () => undefined },
  )
  const bare = () => bareLoop(source.leads, classes, sizes.contacts, sizes.companies)
  const [bareMs, plainMs, splitMs] = medians([
    bare,
    () => totalFigures(source, rules),
    () => totalFigures(source, splitRules),
  ])
  const { cards, figures } = { cards: someCards(), figures: totalFigures(source, rules).contacts }
  const [planMs] = medians([() => planWrites('contacts', cards, figures, rules.settings)])
  return {
    ...sizes,
    bareMs,
    plainMs,
    splitMs,
    planMs,
    longestSliceMs: longestSlice(source, splitRules),
    ratios: { plain: plainMs! / bareMs!, splitWithContacts: splitMs! / bareMs! },
    limits,
    isEqual: isEqual(source, rules, bare()),
  }
}

const rulesOf = (settings: Partial<Rules['settings']>): Rules => ({
  settings: { ...defaultSettings, ...settings },
  customersMode: 'periodicity',
  customerStages: [],
  pipelines: [
    {
      id: 1,
      name: '',
      sort: 1,
      isMain: true,
      isArchive: false,
      stages: stages.map(({ stageId, type }) => ({
        id: stageId,
        pipelineId: 1,
        name: '',
        sort: 1,
        color: '#fff',
        type,
      })),
    },
  ],
})

/** The same numbers in every run: a linear congruential generator. */
const createDraw = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Links with so many targets a row on average, `most` at most, each target once a row. */
const someLinks = (
  rows: number,
  targetCount: number,
  average: number,
  most: number,
  seed: number,
): LinkColumns => {
  const draw = createDraw(seed)
  const offsets = new Uint32Array(rows + 1)
  const targets: number[] = []
  for (let row = 0; row < rows; row += 1) {
    let wanted = Math.floor(average)
    while (wanted < most && draw(1000) < (average - Math.floor(average)) * 1000) wanted += 1
    const first = targets.length
    while (targets.length - first < wanted) {
      const target = draw(targetCount)
      if (!targets.slice(first).includes(target)) targets.push(target)
    }
    offsets[row + 1] = targets.length
  }
  return { offsets, targets: Uint32Array.from(targets) }
}

const someSource = (): SourceColumns => {
  const contacts = createParentIndex(sizes.contacts)
  const companies = createParentIndex(sizes.companies)
  for (let id = 1; id <= sizes.contacts; id += 1) contacts.add(id)
  for (let id = 1; id <= sizes.companies; id += 1) companies.add(id)
  const draw = createDraw(7)
  return {
    contacts,
    companies,
    customers: createCustomerColumnsBuilder(contacts, companies).finish(),
    contactCompanies: someLinks(sizes.contacts, sizes.companies, 0.6, 1, 3),
    leads: {
      count: sizes.leads,
      ids: Uint32Array.from({ length: sizes.leads }, (_, row) => row + 1),
      stage: Uint16Array.from({ length: sizes.leads }, () => draw(stages.length)),
      stages,
      amounts: Float64Array.from({ length: sizes.leads }, () => draw(50_000_000)),
      isDeleted: new Uint8Array(sizes.leads),
      contacts: someLinks(sizes.leads, sizes.contacts, 1.25, 4, 1),
      companies: someLinks(sizes.leads, sizes.companies, 0.7, 1, 2),
    },
  }
}

/** The cards of all contacts with empty fields: every one of them is written for the first time. */
const someCards = () => {
  const index = createParentIndex(sizes.contacts)
  const cards = createParentColumnsBuilder(index)
  const empty = { boughtCount: null, boughtSum: null, averageCheck: null, inWorkCount: null, inWorkSum: null }
  const stored = { ...empty, refusedCount: null, refusedSum: null, actualAt: null }
  for (let id = 1; id <= sizes.contacts; id += 1)
    cards.append({ id, name: '', responsibleUserId: 1, updatedAt: 1 as never, isDeleted: false, stored })
  return cards.finish()
}

/** Milliseconds of each job: median of 5 turns after 3 to warm up, the jobs in turn so that noise meets all. */
const medians = (jobs: readonly (() => unknown)[]): readonly number[] => {
  const times = jobs.map(() => [] as number[])
  for (let turn = 0; turn < 8; turn += 1)
    for (const [position, job] of jobs.entries()) {
      const start = performance.now()
      job()
      if (turn >= 3) times[position]!.push(performance.now() - start)
    }
  return times.map((all) => all.sort((left, right) => left - right)[2]!)
}

const longestSlice = (source: SourceColumns, rules: Rules): number => {
  const totals = createTotals(source, rules)
  let longest = 0
  for (let isDone = false; !isDone; ) {
    const start = performance.now()
    isDone = totals.advance(100_000)
    longest = Math.max(longest, performance.now() - start)
  }
  return longest
}

const isEqual = (source: SourceColumns, rules: Rules, bare: ReturnType<typeof bareLoop>): boolean => {
  const { contacts, companies } = totalFigures(source, rules)
  const isSame = (figures: Float64Array, blocks: Float64Array, stageClass: number): boolean =>
    figures.every((figure, parent) => figure === blocks[stageClass * figures.length + parent])
  return (
    isSame(contacts.inWorkCount, bare.contactCounts, 1) &&
    isSame(contacts.boughtCount, bare.contactCounts, 2) &&
    isSame(contacts.refusedSum, bare.contactSums, 3) &&
    isSame(contacts.boughtSum, bare.contactSums, 2) &&
    isSame(companies.inWorkSum, bare.companySums, 1) &&
    isSame(companies.boughtSum, bare.companySums, 2) &&
    isSame(companies.refusedCount, bare.companyCounts, 3)
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = runEngineBenchmark()
  console.log(JSON.stringify(result, null, 2))
  const isSlow =
    result.ratios.plain > limits.plain || result.ratios.splitWithContacts > limits.splitWithContacts
  if (isSlow || !result.isEqual) process.exitCode = 1
}
