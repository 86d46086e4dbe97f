import type { RunFailure, RunState } from '../../../widget/jobs/runState'
import { type ParentRef, parentTypes } from '../../../widget/records/parents'
import { createOddChanger } from './createOddChanger'
import { createOddWorld, type OddWorld } from './createOddWorld'
import { type CardEnd, driveCard } from './driveCard'
import { driveRun, type RunEnd } from './driveRun'
import type { Failure } from './failures'
import { oddityKinds } from './oddities/all'
import type { Oddity } from './oddities/oddity'
import { type OpenWidget, openWidget } from './openWidget'

export interface StoryOptions {
  readonly seed: number
  /** These and no others, by name; without it chance draws them. */
  readonly oddities?: readonly string[]
  /** Plants something in the world before anything happens, which is never mended: to see that the judge sees it. */
  readonly planted?: (world: OddWorld) => void
  /** Told what happens, for a story that is looked into. */
  readonly say?: (line: string) => void
}

/** What became of one odd world. */
export interface Story {
  readonly seed: number
  readonly size: string
  readonly oddities: readonly string[]
  readonly computers: number
  /** How many runs ended so. */
  readonly runs: Readonly<Record<string, number>>
  readonly cards: Readonly<Record<string, number>>
  readonly changes: number
  readonly requests: number
  readonly failures: readonly Failure[]
}

const minute = 60_000

/**
 * One odd world from its first run to the last: a run, changes, cards, a second run that reads only what changed, changes, cards; then all that
 * is odd is over, and one more run has to come to «Готово» with right figures.
 */
export const tellStory = async ({
  seed,
  oddities: named,
  planted,
  say = () => undefined,
}: StoryOptions): Promise<Story> => {
  const world = createOddWorld(seed)
  planted?.(world)
  const onUncaught = (error: unknown): void => world.report('uncaught', String(error).slice(0, 200))
  process.on('unhandledRejection', onUncaught)
  const random = world.random(1)
  const changer = createOddChanger(world, world.random(2), (change) =>
    say(`${time(world)} change ${JSON.stringify(change)}`),
  )
  const oddities =
    named === undefined ? drawOddities(world) : allOddities.filter(({ name }) => named.includes(name))
  const computers = random.isHit(0.3) ? 2 : 1
  // Of two first runs at once one may give up, with words.
  const isHarmless = computers === 1 && oddities.every((oddity) => oddity.isHarmless === true)
  const runs: Record<string, number> = {}
  const cards: Record<string, number> = {}
  const undos: (() => void)[] = []
  const widgets: OpenWidget[] = []
  const phases = new Map<object, RunState['phase']>()
  /** By computer the account that its last whole run has read. */
  const readers = new Map<string, object>()
  let openCards = 0
  /** Cards were written since the last run began. */
  let hasWritten = false
  let requests = 0
  world.onRequest(({ method, path, computer }) => say(`${time(world)} ${computer} ${method} ${path}`))
  const isReading = (phase: RunState['phase']): boolean => phase !== 'writing' && phase !== 'report'
  world.gate.mayChange = () => openCards === 0 && [...phases.values()].every(isReading)
  world.gate.hasRead = (computer) => readers.get(computer) === world.account
  world.onRequest(({ method }) => {
    requests += 1
    // What changes with the first batch is met by the look after the last one; what changes later is the next run's.
    const isWriting = method === 'PATCH' && phases.size === 1 && openCards === 0 && !hasWritten
    hasWritten ||= method === 'PATCH'
    const isMet = isWriting ? random.isHit(0.3) : world.gate.mayChange() && random.isHit(0.04)
    if (phases.size > 0 && isMet) void changer.change()
  })
  say(`seed ${seed}: ${world.account.size}`)

  const open = (place: number): OpenWidget | null => {
    const tab = world.computer(place).openTab()
    try {
      const page = { accountId: world.host.store.account.id, settings: world.settings }
      const widget = openWidget(tab, page)
      widgets.push(widget)
      if (world.gate.isOdd) for (const oddity of oddities) oddity.onWidget?.(world, random, widget)
      return widget
    } catch (error) {
      world.report('broken', `the widget in ${tab.name}: ${String(error)}`)
      return null
    }
  }
  const run = async (place: number, isLast = false): Promise<RunEnd | null> => {
    const widget = open(place)
    if (widget === null) return null
    const key = {}
    phases.set(key, 'idle')
    hasWritten = false
    const end = await driveRun(world, {
      widget,
      random,
      choice: isLast ? 'changed' : random.pick(['changed', 'changed', 'all', 'all', 'nothing'] as const),
      mostResumes: isLast ? 6 : random.integer(0, 4),
      closedAt: !isLast && random.isHit(0.15) ? random.integer(1, 60) : null,
      isResumed: random.isHit(0.7),
      onState: (state) => phases.set(key, state.phase),
    })
    phases.delete(key)
    if (end.kind === 'report' && end.report.isComplete) readers.set(world.computer(place).name, world.account)
    const name = nameOf(end)
    runs[name] = (runs[name] ?? 0) + 1
    if (end.kind === 'failed' && isHarmless && !ofOtherTab.includes(end.failure.kind))
      world.report('needless', `the run in ${widget.tab.name}:${reasonOf(end)}`)
    say(`${time(world)} the run in ${widget.tab.name}: ${name}${reasonOf(end)}`)
    return end
  }
  const card = async (place: number): Promise<CardEnd | null> => {
    const parent = anyCard(world, random.fraction())
    const widget = parent === null ? null : open(place)
    if (parent === null || widget === null) return null
    openCards += 1
    const end = await driveCard(world, widget, parent, random)
    openCards -= 1
    cards[end] = (cards[end] ?? 0) + 1
    if (end === 'failed' && isHarmless)
      world.report('needless', `the card of ${parent.type} ${parent.id} in ${widget.tab.name}`)
    say(`${time(world)} ${parent.type} ${parent.id} in ${widget.tab.name}: ${end}`)
    return end
  }
  const begin = (): void => {
    if (undos.length > 0) return
    world.gate.isOdd = true
    for (const oddity of oddities) undos.push(oddity.begin(world, random))
    say(`${time(world)} odd: ${oddities.map(({ name }) => name).join('; ')}`)
  }
  const step = async (): Promise<void> => {
    const places = computers === 2 && random.isHit(0.6) ? [0, 1] : [random.integer(0, computers - 1)]
    const inMeantime = random.isHit(0.5)
      ? [world.clock.pass(random.integer(500, 20_000)).then(() => card(places[0] ?? 0))]
      : []
    await Promise.all([...places.map((place) => run(place)), ...inMeantime])
    await world.clock.pass(random.integer(1, 90) * minute)
    for (let left = random.integer(0, 6); left > 0; left -= 1) await changer.change()
    for (let left = 3; left > 0; left -= 1) {
      await world.clock.pass(random.integer(10, 700) * 1000)
      await card(random.integer(0, computers - 1))
      if (random.isHit(0.4)) await changer.change()
    }
  }

  if (random.isHit(0.6)) begin()
  await step()
  begin()
  await step()
  for (const undo of undos) undo()
  world.gate.isOdd = false
  for (const { tab } of widgets) tab.close()
  await world.clock.pass(20 * minute)
  for (let left = random.integer(0, 3); left > 0; left -= 1) await changer.change()
  await world.clock.pass(minute)
  say(`${time(world)} all is mended`)
  const last = await run(0, true)
  if (last?.kind !== 'report' || !last.report.isComplete)
    world.report(
      'stuck',
      `the last run: ${last === null ? 'no widget' : nameOf(last)}${last && reasonOf(last)}`,
    )
  for (let left = 2; left > 0; left -= 1) {
    const end = await card(0)
    if (end !== null && end !== 'shown' && end !== 'tooMany') world.report('stuck', `the last card: ${end}`)
  }
  world.judgeForeign()
  world.end()
  process.off('unhandledRejection', onUncaught)
  return {
    seed,
    size: world.account.size,
    oddities: oddities.map(({ name }) => name),
    computers,
    runs,
    cards,
    changes: changer.count(),
    requests,
    failures: world.failures,
  }
}

/** What another tab does is told by that one. */
const ofOtherTab: readonly RunFailure['kind'][] = ['otherTab', 'takenOver']

const allOddities = [...new Set(oddityKinds.flat())]

/** Names of all oddities. */
export const oddityNames: readonly string[] = allOddities.map(({ name }) => name)

/** One to three: the first by the seed, so that neighbouring worlds go through all of them, others by chance. */
const drawOddities = (world: OddWorld): readonly Oddity[] => {
  const random = world.random(0)
  const drawn = Array.from({ length: random.pick([0, 0, 1, 2]) }, () => random.pick(random.pick(oddityKinds)))
  const first = allOddities[world.seed % allOddities.length]
  return [...new Set(first === undefined ? drawn : [first, ...drawn])]
}

const anyCard = ({ host }: OddWorld, draw: number): ParentRef | null => {
  const all = parentTypes.flatMap((type) => {
    const table = host.store.table(type)
    return Array.from({ length: table.size }, (_, index) => index)
      .filter((index) => table.isLive(index))
      .map((index): ParentRef => ({ type, id: table.idAt(index) }))
  })
  // The first contacts hold the most.
  return all[Math.floor(draw * draw * all.length)] ?? null
}

const nameOf = (end: RunEnd): string =>
  end.kind === 'report' && !end.report.isComplete
    ? 'stopped'
    : end.kind === 'report' && end.report.choice === 'nothing'
      ? 'nothing'
      : end.kind

const reasonOf = (end: RunEnd): string => {
  if (end.kind === 'failed') return ` ${JSON.stringify(end.failure)}`
  return end.kind === 'report' ? ` ${end.report.changed + end.report.firstTime} written` : ''
}

const time = ({ clock }: OddWorld): string => `${Math.round(clock.now() / 1000)} s`
