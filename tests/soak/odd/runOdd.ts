import { performance } from 'node:perf_hooks'
import type { FailureKind } from './failures'
import type { Story } from './tellStory'

export interface OddOptions {
  /** Seeds of the worlds; each gives the same world again. */
  readonly seeds: readonly number[]
  /** Oddities by name in place of those that chance draws. */
  readonly oddities?: readonly string[]
  readonly say: (line: string) => void
  /** Tells everything that happens. */
  readonly isTalkative?: boolean
}

/** What many odd worlds came to; a world without failures is counted alone. */
export interface OddResult {
  readonly seconds: number
  readonly worlds: number
  readonly runs: number
  readonly cards: number
  readonly requests: number
  readonly changes: number
  readonly runEnds: Readonly<Record<string, number>>
  readonly cardEnds: Readonly<Record<string, number>>
  /** In how many worlds each oddity was met. */
  readonly oddities: Readonly<Record<string, number>>
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>
  /** Worlds that had failures, each with the first of each kind. */
  readonly failed: readonly {
    readonly seed: number
    readonly world: string
    readonly oddities: string
    readonly failures: Readonly<Partial<Record<FailureKind, string>>>
  }[]
}

/** Tells the stories of these worlds, one after the other, and says what went wrong in which. */
export const runOdd = async ({ seeds, oddities, say, isTalkative }: OddOptions): Promise<OddResult> => {
  const { installGlobals } = await import('./browser/installGlobals')
  installGlobals()
  const { oddityNames, tellStory } = await import('./tellStory')
  for (const name of oddities ?? [])
    if (!oddityNames.includes(name)) throw new Error(`no oddity «${name}» among: ${oddityNames.join('; ')}`)
  const startedAt = performance.now()
  const stories: Story[] = []
  for (const seed of seeds) {
    const story = await tellStory({
      seed,
      ...(oddities === undefined ? {} : { oddities }),
      ...(isTalkative === true ? { say } : {}),
    })
    // Axios looks for `XMLHttpRequest` once, when it is loaded.
    if (story.requests === 0) throw new Error('the widget was loaded before the globals of its browsers')
    stories.push(story)
    if (story.failures.length === 0) continue
    say(`seed ${seed}: ${story.oddities.join('; ')} (${story.size}; computers: ${story.computers})`)
    for (const [kind, text] of Object.entries(firstOfEach(story))) say(`  ${kind}: ${text}`)
  }
  return {
    seconds: Math.round((performance.now() - startedAt) / 1000),
    worlds: stories.length,
    runs: sumOf(stories, ({ runs }) => totalOf(runs)),
    cards: sumOf(stories, ({ cards }) => totalOf(cards)),
    requests: sumOf(stories, ({ requests }) => requests),
    changes: sumOf(stories, ({ changes }) => changes),
    runEnds: joined(stories.map(({ runs }) => runs)),
    cardEnds: joined(stories.map(({ cards }) => cards)),
    oddities: joined(
      stories.map(({ oddities: names }) => Object.fromEntries(names.map((name) => [name, 1]))),
    ),
    failures: joined(stories.flatMap(({ failures }) => failures.map(({ kind }) => ({ [kind]: 1 })))),
    failed: stories
      .filter(({ failures }) => failures.length > 0)
      .map((story) => ({
        seed: story.seed,
        world: story.size,
        oddities: story.oddities.join('; '),
        failures: firstOfEach(story),
      })),
  }
}

/** Nothing went wrong that must not, in any world. */
export const isGoodOdd = ({ failed }: OddResult): boolean => failed.length === 0

/** The first failure of each kind, after how many there were. */
const firstOfEach = ({ failures }: Story): Readonly<Partial<Record<FailureKind, string>>> =>
  Object.fromEntries(
    [...new Set(failures.map(({ kind }) => kind))].map((kind) => {
      const own = failures.filter((failure) => failure.kind === kind)
      return [kind, `${own.length} times: ${own[0]?.detail ?? ''}`]
    }),
  )

const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const sumOf = (stories: readonly Story[], read: (story: Story) => number): number =>
  stories.reduce((sum, story) => sum + read(story), 0)

const joined = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {}
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
