import { execSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

import { runSoak, type SoakOptions, type SoakResult } from './runSoak'

/**
 * `npm run soak -- [name…]`: runs the scenarios in real time, prints a table, keeps the results with their commit.
 * `npm run soak -- --kills`: runs in a browser whose tabs die.
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
  'rate 7, faults': {
    ...size,
    rate: 7,
    faults: [
      {
        probability: 0.02,
        method: 'GET',
        status: 502,
        body: 'Bad gateway',
        contentType: 'text/html',
      },
      {
        probability: 0.02,
        method: 'GET',
        status: 429,
        body: 'Too many',
        contentType: 'text/html',
      },
      {
        probability: 0.02,
        method: 'GET',
        drop: 'before',
      },
      {
        probability: 0.04,
        method: 'PATCH',
        status: 504,
        body: 'Timeout',
        contentType: 'text/html',
      },
      {
        probability: 0.04,
        method: 'PATCH',
        drop: 'after',
      },
    ],
  },
}
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

/** Writes results beside those of the other kind. */
const keep = (results: object): void => {
  const file = 'bench/soak.json'
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {}
  writeFileSync(file, `${JSON.stringify({ ...kept, ...results }, null, 2)}\n`)
}
const commit = (): string => execSync('git rev-parse --short HEAD', { encoding: 'utf8' }).trim()

if (process.argv.includes('--kills')) {
  const { isGoodEnd, runKills } = await import('./kills')
  const kills = await runKills((line) => process.stdout.write(`${line}\n`))
  keep({ kills: { commit: commit(), command: 'npm run soak -- --kills', ...kills } })
  process.exit(isGoodEnd(kills) ? 0 : 1)
}

const names = process.argv.slice(2)
const results: Record<string, SoakResult> = {}
for (const [name, options] of Object.entries(scenarios)) {
  if (names.length > 0 && !names.includes(name)) continue
  const result = await runSoak(options)
  results[name] = result
  process.stdout.write(`\n${name}\n`)
  for (const column of columns)
    process.stdout.write(`  ${column.padEnd(15)} ${Math.round(result[column] * 100) / 100}\n`)
}
// A part of the scenarios is tried for oneself: only a whole soak is kept.
if (names.length === 0) keep({ commit: commit(), command: 'npm run soak', size, results })
const isGood = Object.entries(results).every(([name, result]) => {
  const { rate } = scenarios[name] ?? { rate: 0 }
  const isWithinBudget =
    /faults|meanwhile/.test(name) || result.requests - result.freshnessPages <= result.budget
  return result.differences === 0 && result.peakPerSecond <= rate && isWithinBudget
})
// Time-outs of answered requests are still set: nothing has to be waited for.
process.exit(isGood ? 0 : 1)
