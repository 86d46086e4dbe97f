import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { parts } from './parts'
import { type Machine, readMachine } from './readMachine'
import { type BenchRow, rowOf } from './row'

/** A row as the results file keeps it. */
interface KeptRow extends Omit<BenchRow, 'met'> {
  readonly part: string
  readonly met: 'yes' | 'no' | '–'
  /** Seconds that its whole part took. */
  readonly partSeconds: number
}

interface Results {
  readonly commit: string
  readonly date: string
  readonly command: string
  readonly machine: Machine
  readonly rows: readonly KeptRow[]
}

/**
 * `npm run bench [-- --only engine,decode] [--out FILE]`: measures part by part, prints one table, keeps the results with their commit in
 * bench/results.json; those of some parts only in FILE, if at all.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const { only, out } = parseArgs({
  options: { only: { type: 'string' }, out: { type: 'string' } },
}).values
const names = only?.split(',') ?? Object.keys(parts)
const unknown = names.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
let current: ChildProcess | null = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    current?.kill('SIGTERM')
    process.exit(1)
  })

const machine = readMachine()
const rows: KeptRow[] = []
for (const name of names) {
  const startedAt = performance.now()
  console.error(`${name}…`)
  const measured = await runPart(name)
  const partSeconds = Math.round((performance.now() - startedAt) / 1000)
  for (const row of measured)
    rows.push({ part: name, ...row, met: row.met === null ? '–' : row.met ? 'yes' : 'no', partSeconds })
}
const results: Results = {
  commit:
    git('rev-parse', '--short', 'HEAD') +
    (git('status', '--porcelain', 'widget', 'host', 'bench', 'package.json') === '' ? '' : ' with changes'),
  date: new Date().toISOString(),
  command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
  machine,
  rows,
}
const file = out ?? (only === undefined ? 'bench/results.json' : null)
if (file !== null) writeFileSync(resolve(root, file), `${JSON.stringify(results, null, 2)}\n`)
print(results)
process.exitCode = rows.some(({ met }) => met === 'no') ? 1 : 0

/** The rows of a part; a part that breaks is a row that is not met. */
function runPart(name: string): Promise<readonly BenchRow[]> {
  return new Promise((settle) => {
    let measured: readonly BenchRow[] | null = null
    const child = fork(`${root}bench/runPart.ts`, [name], {
      cwd: root,
      execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=6144'],
      stdio: ['ignore', 2, 'pipe', 'ipc'],
    })
    current = child
    let errors = ''
    child.stderr?.on('data', (text: Buffer) => {
      errors += text.toString()
    })
    child.on('message', (message) => {
      measured = message as readonly BenchRow[]
    })
    child.on('exit', (code) => {
      current = null
      const reason = /^\w*Error: .*$/m.exec(errors)?.[0] ?? errors.trim().slice(-300)
      if (measured === null) console.error(errors)
      settle(measured ?? [rowOf(name, '', `broke off (${code})`, false, reason)])
    })
  })
}

function print({
  commit,
  date,
  command,
  machine: { cores, processor, memoryGiB, node, load, calibrationMs },
}: Results): void {
  const cells = rows.map(({ what, limit, measured, met, note }) => [what, limit, measured, met, note])
  console.log(`\n${command}, commit ${commit}, ${date}`)
  console.log(
    `${cores} cores (${processor}), ${memoryGiB} GiB, Node ${node}, load ${load}, calibration loop ${calibrationMs} ms\n`,
  )
  for (const line of [
    ['what', 'limit', 'measured', 'met', 'note'],
    ['---', '---', '---', '---', '---'],
    ...cells,
  ])
    console.log(`| ${line.join(' | ')} |`)
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    // A copy without its history can be measured too.
    return 'unknown'
  }
}
