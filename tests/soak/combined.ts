import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { USER_IDS } from '../../host/account/defaultUsers'
import { createRandom } from '../../host/seeds/createRandom'
import { type Choice, readReport, runWindow } from '../archive/support/runSteps'
import type { WireAccountFile } from '../oracle/accountWire'
import { diffAccountFields, type FieldDifference } from '../oracle/diffAccountFields'
import type { PartialSettings } from '../oracle/plainSettings'
import { type Changer, createChanger } from './createChanger'
import { createRandomFaults, type FaultCounts, type RandomFaults } from './createRandomFaults'
import { createTruth } from './createTruth'
import { createWriteJudge, type WriteJudge } from './createWriteJudge'
import { type ActivePhase, driveRun } from './driveRun'
import { type KillableCrm, openKillableCrm } from './openKillableCrm'
import { watchChanges } from './watchChanges'

export interface CombinedOptions {
  /** Decides faults, changes and settings: the same seed gives them again, in the order in which requests come in. */
  readonly seed: number
  readonly filters: boolean
  /** Share of answers that are cut in the middle. */
  readonly malformed: number
  readonly say: (line: string) => void
}

export interface CombinedResult {
  readonly seed: number
  readonly filters: boolean
  readonly settings: PartialSettings
  readonly choice: Choice
  readonly seconds: Readonly<Record<'reading' | 'preview' | 'writing', number>>
  readonly requests: number
  readonly faults: FaultCounts
  /** Changes of the CRM's users, by kind. */
  readonly changes: Readonly<Record<string, number>>
  readonly changesIn: Readonly<Record<'reading' | 'preview' | 'writing', number>>
  /** Cards whose figures these changes moved. */
  readonly cardsMoved: number
  /** What the run said whenever it asked for help. */
  readonly pauses: readonly string[]
  readonly report: Readonly<Record<string, number>>
  /** Fields that differ from the brute force over the account that is left. */
  readonly differences: number
  readonly cardsWritten: number
  /** Cards that were written again with the figures that they had. */
  readonly writtenAgain: number
  readonly mostWrites: number
  /** Written figures that were compared with the truth of their «Актуально на», and those that were not equal. */
  readonly compared: number
  readonly wrongWrites: number
  /** Before the answer to the preview. */
  readonly writesBeforeAnswer: number
  /** Arrivals in any rolling 1,000 ms, without what the browser itself sends again. */
  readonly peakPerSecond: number
  /** Requests that the browser sent again by itself, since their connection was cut off. */
  readonly sentAgainByBrowser: number
}

const size = { leads: 50_000, contacts: 20_000, companies: 3000, customers: 2000 }
const rate = 7
const latencyMs = [100, 1500] as const
/** Changes after a call: 2 to 3 a second. */
const changesPerCall = 0.4
const changesInPreview = 40
/** Of all cards: from here on nothing is changed, so that the last freshness pass sees everything. */
const shareAtEnd = 0.97
const mostLines = 20

/** A whole run in a browser under random faults, while the CRM's users go on working, judged by a brute force. */
export const runCombined = async (options: CombinedOptions): Promise<CombinedResult> => {
  const settings = settingsOf(options.seed)
  const calls = { after: async (): Promise<void> => undefined }
  const { filters } = options
  const afterCall = (): Promise<void> => calls.after()
  const crm = await openKillableCrm({ size, rate, latencyMs, settings, filters, afterCall })
  try {
    return await runOver(crm, options, calls)
  } finally {
    await crm.close()
  }
}

const runOver = async (
  crm: KillableCrm,
  { seed, filters, malformed, say }: CombinedOptions,
  calls: { after: () => Promise<void> },
): Promise<CombinedResult> => {
  const settings = settingsOf(seed)
  const choice: Choice = seed % 4 < 2 ? 'changed' : 'all'
  const page = await (await crm.newProfile()).newPage()
  await crm.show(page)
  const truth = createTruth(crm.host, settings)
  const judge = createWriteJudge(crm.host, truth, USER_IDS.manager, () => crm.repeats.isRepeat())
  const faults = createRandomFaults(createRandom(seed, 1), malformed)
  const chance = createRandom(seed, 2)
  const changer = createChanger(crm.host, createRandom(seed, 3), watchChanges(crm.host, truth))
  const changesIn = { reading: 0, preview: 0, writing: 0 }
  let phase: ActivePhase = 'reading'
  let arrivedBefore = 0
  let writesBeforeAnswer = 0
  const change = async (): Promise<void> => {
    if (judge.cardsWritten() >= shareAtEnd * (size.contacts + size.companies)) changer.stop()
    const before = sumOf(changer.counts)
    await changer.change()
    changesIn[phase] += sumOf(changer.counts) - before
  }

  try {
    const { seconds, pauses } = await driveRun(page, {
      choice,
      async beforeStart() {
        await setFaults(crm, faults)
        arrivedBefore = crm.repeats.arrivals.length
        calls.after = async () => {
          if (chance.isHit(changesPerCall)) await change()
        }
      },
      async inPreview() {
        phase = 'preview'
        for (let left = changesInPreview; left > 0; left -= 1) {
          await change()
          await page.waitForTimeout(100)
        }
      },
      beforeAnswer() {
        phase = 'writing'
        writesBeforeAnswer = judge.cardsWritten()
      },
    })
    changer.stop()
    const arrivals = crm.repeats.arrivals.slice(arrivedBefore)
    const report = await readReport(runWindow(page))
    const account = (await (await fetch(`${crm.url}/__host/account`)).json()) as WireAccountFile
    const differences = diffAccountFields(account, settings)
    for (const line of linesOf(differences, judge)) say(line)
    return {
      seed,
      filters,
      settings,
      choice,
      seconds,
      requests: arrivals.length,
      faults: faults.counts,
      changes: changer.counts,
      changesIn,
      cardsMoved: truth.changedCards(),
      pauses,
      report,
      differences: differences.length,
      cardsWritten: judge.cardsWritten(),
      writtenAgain: judge.writtenAgain().length,
      mostWrites: judge.mostWrites(),
      compared: judge.compared(),
      wrongWrites: judge.wrongWrites().length,
      writesBeforeAnswer,
      peakPerSecond: peakOf(arrivals),
      sentAgainByBrowser: crm.repeats.count(),
    }
  } finally {
    say(`details are in ${await keepDetails(seed, crm, judge, changer)}`)
  }
}

/** All ways to give deals to cards take turns. */
const settingsOf = (seed: number): PartialSettings => ({
  contacts: (['all', 'main', 'split'] as const)[seed % 3] ?? 'all',
  companies: (['own', 'withContacts'] as const)[seed % 2] ?? 'own',
  write: 'always',
})

/** What a failure can be found by: all requests, all changes and all bad writes; gives the file. */
const keepDetails = async (
  seed: number,
  crm: KillableCrm,
  judge: WriteJudge,
  { log }: Changer,
): Promise<string> => {
  const file = join(tmpdir(), `soak-${seed}.json`)
  const { list } = crm.host.context.requests.summary()
  const bad = { wrongWrites: judge.wrongWrites(), writtenAgain: judge.writtenAgain() }
  await writeFile(file, JSON.stringify({ ...bad, changes: log, requests: list }, null, 1))
  return file
}

/**
 * Whether the run has ended by itself with every field right, has written nothing from half-read data and nothing twice, and kept the
 * rate. It may ask for help only where a request has failed five times in a row.
 */
export const isGoodCombined = (result: CombinedResult): boolean =>
  result.differences === 0 &&
  result.wrongWrites === 0 &&
  result.writesBeforeAnswer === 0 &&
  result.writtenAgain === 0 &&
  result.compared > 0.9 * result.cardsWritten &&
  result.pauses.length <= result.faults.exhausted &&
  // Browser, CRM and this judge share the machine: one arrival may be late, and the next one beside it in time.
  result.peakPerSecond <= rate + 1

const setFaults = async ({ host, url }: KillableCrm, faults: RandomFaults): Promise<void> => {
  const body = JSON.stringify({ rules: [{}], latencyMs, ratePerSecond: rate })
  const answer = await fetch(`${url}/__host/faults`, { method: 'PUT', body })
  if (!answer.ok) throw new Error(await answer.text())
  await fetch(`${url}/__host/requests`, { method: 'DELETE' })
  host.context.faults.ruleFor = (target) => faults.ruleFor(target)
}

const peakOf = (times: readonly number[]): number => {
  let first = 0
  let peak = 0
  times.forEach((at, position) => {
    while ((times[first] ?? at) <= at - 1000) first += 1
    peak = Math.max(peak, position - first + 1)
  })
  return peak
}

const linesOf = (differences: readonly FieldDifference[], judge: WriteJudge): readonly string[] => [
  ...differences
    .slice(0, mostLines)
    .map(
      ({ entity, id, key, expected, stored }) => `${entity} ${id}: ${key} must be ${expected}, is ${stored}`,
    ),
  ...judge
    .wrongWrites()
    .slice(0, mostLines)
    .map(({ card, key, expected, written }) => `${card}: ${key} was ${expected}, ${written} was written`),
  ...judge
    .writtenAgain()
    .slice(0, mostLines)
    .map((card) => `${card} was written again`),
]

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)
