import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { patience } from '../patience'

interface Rule {
  readonly name: string
  /** What of a source breaks the rule; the whole match is told. */
  readonly find: RegExp
  /** Files (or whole folders) where it is meant so, with the reason. */
  readonly allowed: Readonly<Record<string, string>>
}

const measures = 'measures or paces something over a span of time; nothing fails by it'

/** Tests wait for conditions, and their limits, all of them in tests/patience.ts, end only what hangs. */
const rules: readonly Rule[] = [
  {
    name: 'waits for a time instead of a condition',
    find: /\bwaitForTimeout\(|\bnetworkidle\b/g,
    allowed: { 'bench/': measures, 'tests/soak/': measures },
  },
  {
    name: 'sleeps',
    find: /\bsetTimeout\(\s*(?:resolve|done|accept|\(\) => (?:resolve|done)\(\w*\))\s*,(?!\s*\d{1,2}\s*\))[^)]*\)/g,
    allowed: {
      'bench/': measures,
      'tests/archive/support/passTimers.ts': 'timers of a page come in their order, however late',
      'tools/tourImages.mjs': 'asks again whether a server is there',
    },
  },
  {
    name: 'has a limit of its own',
    find: /\b(?:timeout|testTimeout|hookTimeout|teardownTimeout|interval)\s*:\s*[\d_]+|^\s*\},\s*\d[\d_]{3,}\)$|^\s*\d[\d_]{3,},\n\s*\)$/gm,
    allowed: { 'tools/build/': 'writes what the archive holds, and tests nothing' },
  },
  {
    name: 'ends by a clock what has to be counted',
    find: /\b(?:interruptAfterTimeLimit|skipAllAfterTimeLimit|markInterruptAsFailure)\b/g,
    allowed: {},
  },
  {
    name: 'waits for one second at most, by the default of vitest or testing-library (use expect.poll)',
    find: /\bvi\.wait(?:For|Until)\(|\bfind(?:All)?By[A-Z]\w*\(/g,
    allowed: {},
  },
  {
    name: 'opens a page with the limits of playwright (use openSession)',
    find: /\bbrowser\.new(?:Page|Context)\(|\bsetDefault(?:Navigation)?Timeout\(/g,
    allowed: { 'tests/archive/support/openSession.ts': 'it sets them', 'tools/': 'no test' },
  },
  {
    name: 'measures a time in a test',
    find: /\b(?:performance|Date)\.now\(\)\s*-(?!\s*\d)/g,
    allowed: { 'bench/': measures, 'tests/soak/': measures, 'tools/': 'tells how long something took' },
  },
  {
    name: 'lets the local CRM answer late, to be faster than it (use holdRequests)',
    find: /\b(?:delayMs|latencyMs)\s*:\s*\d+/g,
    allowed: { 'bench/': measures, 'tests/soak/': measures },
  },
]

const root = join(import.meta.dirname, '../..')
const own = 'tests/project/patience.test.ts'
const sources = ['tests', 'bench', 'tools']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(?:tsx?|mjs)$/.test(path) && path !== own)

const found = (rule: Rule): string[] =>
  sources
    .filter((path) => !Object.keys(rule.allowed).some((prefix) => path.startsWith(prefix)))
    .flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(rule.find)].map(
        ([match]) => `${path}: ${match.trim()}`,
      ),
    )

describe('no test depends on how fast the machine is', () => {
  it.each(rules)('none $name', (rule) => {
    expect(found(rule)).toEqual([])
  })

  it.each(rules)('every exception of "$name" is there', ({ find, allowed }) => {
    const needless = Object.keys(allowed).filter(
      (prefix) =>
        !sources.some(
          (path) => path.startsWith(prefix) && readFileSync(join(root, path), 'utf8').search(find) >= 0,
        ),
    )
    expect(needless).toEqual([])
  })

  it('limits are minutes', () => {
    expect(Math.min(...Object.values(patience))).toBeGreaterThanOrEqual(2 * 60_000)
  })

  it.each(['vitest.config.ts', 'vitest.archive.config.ts', 'vitest.mutation.config.ts'])(
    '%s takes its limits from there',
    (name) => {
      const limits = [...readFileSync(join(root, name), 'utf8').matchAll(/\b(\w*[tT]imeout): ([^,\s}]+)/g)]
      expect(limits.map(([, key]) => key)).toEqual(
        expect.arrayContaining(['testTimeout', 'hookTimeout', 'teardownTimeout']),
      )
      expect(limits.map(([, , value]) => value).filter((value) => !value?.startsWith('patience.'))).toEqual(
        [],
      )
    },
  )
})
