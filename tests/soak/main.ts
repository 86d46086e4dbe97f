import { execSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CombinedResult } from './combined'
import type { SoakOptions, SoakResult } from './runSoak'

/**
 * `npm run soak -- [name…]`: runs the scenarios in real time, prints a table, keeps the results with their commit; without names `--combined`,
 * `--kills` and `--odd` follow.
 * `npm run soak -- --combined [--seeds 1,2,3] [--no-filters] [--malformed]`: whole runs in a browser under random faults while the CRM's
 * users go on working. A seed gives the same faults and changes again.
 * `npm run soak -- --kills`: runs in a browser whose tabs die in each phase, 36 times.
 * `npm run soak -- --odd [--cases 100] [--seeds 1,2,3] [--oddity NAME]… [--tell]`: whole worlds of runs and opened cards in simulated time, with
 * answers, clocks, browsers and tabs that are odd at random. A seed gives the same world again; `--tell` says all that happens in it. Kept
 * are the results of at least 100 worlds.
 */
const size = { leads: 50_000, contacts: 20_000, companies: 3000, customers: 2000, latencyMs: 300 }
const scenarios: Readonly<Record<string, SoakOptions>> = {
  'rate 5': { ...size, rate: 5 },
  'rate 7, latency 800': { ...size, rate: 7, latencyMs: 800 },
  'rate 7, split and withContacts': {
    ...size,
    rate: 7,
    settings: {
      contacts: 'split',
      companies: 'withContacts',
    },
  },
  'rate 7, changes meanwhile': {
    ...size,
    rate: 7,
    changes: (idAt) => [
      ...[5, 60, 120, 190].map((n) => ({
        op: 'delete',
        entity: 'leads',
        id: idAt('leads', n * 200 + 7),
        afterRequest: { method: 'GET', path: '/api/v4/leads?', n },
      })),
      ...[10, 50].map((n) => ({
        op: 'merge',
        entity: 'contacts',
        id: idAt('contacts', n * 100),
        into: idAt('contacts', n * 100 + 1),
        afterRequest: { method: 'GET', path: '/api/v4/contacts?', n },
      })),
      ...[3, 15, 30].map((n) => ({
        op: 'update',
        entity: 'leads',
        id: idAt('leads', n * 300),
        set: { price: 123_456 },
        afterRequest: { method: 'PATCH', path: '/api/v4/contacts', n },
      })),
    ],
  },
  'rate 7, faults': { ...size, rate: 7, faultSeed: 1 },
}
/** Odd worlds of a whole soak: each has about three runs and nine opened cards. */
const oddWorlds = 100
const columns: readonly (keyof SoakResult)[] = [
  'seconds',
  'requests',
  'freshnessPages',
  'budget',
  'rejected',
  'peakPerSecond',
  'rateUsed',
  'written',
  'failed',
  'pauses',
  'differences',
  'heapMiB',
]

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'boolean', default: false },
    combined: { type: 'boolean', default: false },
    odd: { type: 'boolean', default: false },
    cases: { type: 'string' },
    oddity: { type: 'string', multiple: true },
    tell: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    'no-filters': { type: 'boolean', default: false },
    malformed: { type: 'boolean', default: false },
  },
})
const command = ['npm run soak', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(
  ' ',
)
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Writes results beside those of the other kinds. */
const keep = (results: (kept: Readonly<Record<string, object>>) => object): void => {
  const file = 'bench/soak.json'
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>) : {}
  writeFileSync(file, `${JSON.stringify({ ...kept, ...results(kept) }, null, 2)}\n`)
}
const commit = (): string => execSync('git rev-parse --short HEAD', { encoding: 'utf8' }).trim()

const runKilled = async (): Promise<boolean> => {
  const { isGoodEnd, runKills } = await import('./kills')
  const kills = await runKills(say)
  keep(() => ({ kills: { commit: commit(), command, ...kills } }))
  return isGoodEnd(kills)
}

const runAllCombined = async (): Promise<boolean> => {
  const { isGoodCombined, runCombined } = await import('./combined')
  const seeds = flags.seeds?.split(',').map(Number) ?? [Date.now() % 100_000]
  const runs: CombinedResult[] = []
  for (const seed of seeds) {
    say(`\ncombined, seed ${seed}`)
    const malformed = flags.malformed ? 0.01 : 0
    const result = await runCombined({ seed, filters: !flags['no-filters'], malformed, say })
    say(JSON.stringify(result, null, 2))
    runs.push(result)
  }
  const variant = [
    flags['no-filters'] ? 'without filters' : 'with filters',
    ...(flags.malformed ? ['malformed answers'] : []),
  ]
  keep(({ combined }) => ({
    combined: { ...combined, [variant.join(', ')]: { commit: commit(), command, runs } },
  }))
  return runs.every(isGoodCombined)
}

const runOddWorlds = async (): Promise<boolean> => {
  const { isGoodOdd, runOdd } = await import('./odd/runOdd')
  const count = Number(flags.cases ?? oddWorlds)
  const seeds = flags.seeds?.split(',').map(Number) ?? Array.from({ length: count }, (_, place) => place + 1)
  const { oddity, tell } = flags
  const result = await runOdd({ seeds, say, isTalkative: tell, ...(oddity && { oddities: oddity }) })
  say(JSON.stringify({ ...result, failed: result.failed.length }, null, 2))
  if (oddity === undefined && seeds.length >= oddWorlds)
    keep(() => ({ odd: { commit: commit(), command, ...result } }))
  return isGoodOdd(result)
}

const runScenarios = async (): Promise<boolean> => {
  const { runSoak } = await import('./runSoak')
  const results: Record<string, SoakResult> = {}
  for (const [name, options] of Object.entries(scenarios)) {
    if (names.length > 0 && !names.includes(name)) continue
    const result = await runSoak(options)
    results[name] = result
    say(`\n${name}`)
    for (const column of columns) say(`  ${column.padEnd(15)} ${Math.round(result[column] * 100) / 100}`)
  }
  // A part of the scenarios is tried for oneself: only a whole soak is kept.
  if (names.length === 0) keep(() => ({ commit: commit(), command, size, results }))
  return Object.entries(results).every(([name, result]) => {
    const { rate } = scenarios[name] ?? { rate: 0 }
    const isWithinBudget =
      /faults|meanwhile/.test(name) || result.requests - result.freshnessPages <= result.budget
    return result.differences === 0 && result.peakPerSecond <= rate && isWithinBudget
  })
}

const isGood = flags.kills
  ? await runKilled()
  : flags.combined
    ? await runAllCombined()
    : flags.odd
      ? await runOddWorlds()
      : (await runScenarios()) &&
        (names.length > 0 || ((await runAllCombined()) && (await runKilled()) && (await runOddWorlds())))
// Time-outs of answered requests are still set: nothing has to be waited for.
process.exit(isGood ? 0 : 1)
