/**
 * Engine against the bare loop over the same columns: 1,000,000 deals, 300,000 contacts, 100,000 companies; median of 5, equal results.
 * `npx tsx bench/engine.ts` prints one JSON object; exits with 1 when a ratio is above its limit.
 */
import { fileURLToPath } from 'node:url'
import { explainFigures } from '../widget/calc/explainFigures'
import { planWrites } from '../widget/calc/planWrites'
import type { Rules } from '../widget/calc/rules'
import { totalFigures } from '../widget/calc/totalFigures'
import { totalInSteps } from '../widget/calc/totalInSteps'
import type { FigureColumns, SourceColumns } from '../widget/records/columns'
import { createParentColumnsBuilder } from '../widget/records/createParentColumnsBuilder'
import { createParentIndex } from '../widget/records/createParentIndex'
import { bareLoop } from './bareLoop'
import { classes, rulesOf, sizes, someSource } from './engineSource'
import { medianTimes } from './medianTimes'
import { splitLoop } from './splitLoop'

/** Limits as multiples of the time of the bare loop. */
export const limits = { plain: 3, splitWithContacts: 6 }

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
  const [bareMs, plainMs, splitMs] = medianTimes([
    bare,
    () => totalFigures(source, rules),
    () => totalFigures(source, splitRules),
  ])
  const { cards, figures } = { cards: someCards(), figures: totalFigures(source, rules).contacts }
  const [planMs] = medianTimes([() => planWrites('contacts', cards, figures, rules.settings)])
  return {
    ...sizes,
    bareMs,
    plainMs,
    splitMs,
    planMs,
    longestSliceMs: longestSlice(source, splitRules),
    ratios: { plain: plainMs! / bareMs!, splitWithContacts: splitMs! / bareMs! },
    limits,
    isEqual: isEqual(source, rules, bare()) && isSplitEqual(source, splitRules),
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

const longestSlice = (source: SourceColumns, rules: Rules): number => {
  const steps = totalInSteps(source, rules)
  let longest = 0
  for (let isDone = false; !isDone; ) {
    const start = performance.now()
    isDone = steps.next().done === true
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

const isSplitEqual = (source: SourceColumns, rules: Rules): boolean => {
  const { contacts, companies } = totalFigures(source, rules)
  const { contactSums, companySums } = splitLoop(source, classes)
  const isSame = ({ inWorkSum, boughtSum, refusedSum }: FigureColumns, blocks: Float64Array): boolean =>
    [inWorkSum, boughtSum, refusedSum].every((figures, position) =>
      figures.every((figure, parent) => figure === blocks[(position + 1) * figures.length + parent]),
    )
  return isSame(contacts, contactSums) && isSame(companies, companySums)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = runEngineBenchmark()
  console.log(JSON.stringify(result, null, 2))
  const isSlow =
    result.ratios.plain > limits.plain || result.ratios.splitWithContacts > limits.splitWithContacts
  if (isSlow || !result.isEqual) process.exitCode = 1
}
