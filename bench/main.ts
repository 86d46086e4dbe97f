import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { parts } from './parts'
import { type Machine, readLoad, readMachine } from './readMachine'
import { type BenchRow, rowOf } from './row'

/** A row as the results file keeps it. */
interface KeptRow extends Omit<BenchRow, 'met'> {
  readonly part: string
  readonly met: 'yes' | 'no' | '–'
  /** Seconds that its whole part took. */
  readonly partSeconds: number
  /** What was measured, when, and how busy the machine was then (null: not noted): rows of one file may come from several runs. */
  readonly commit: string
  readonly date: string
  readonly load: number | null
}

interface Results {
  readonly commit: string
  readonly date: string
  readonly command: string
  readonly machine: Machine
  readonly rows: readonly KeptRow[]
}

/**
 * `npm run bench [-- --only engine,decode] [--keep]`: measures part by part, prints one table, keeps the results with their commit in
 * bench/results.json. Those of some parts are kept only where asked for; rows of the other parts then stay as they were.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const file = `${root}bench/results.json`
const { only, keep } = parseArgs({
  options: { only: { type: 'string' }, keep: { type: 'boolean' } },
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
const commit = readCommit()
const rows: KeptRow[] = []
for (const name of names) {
  const startedAt = performance.now()
  const date = new Date().toISOString()
  console.error(`${name}…`)
  const measured = await runPart(name)
  const partSeconds = Math.round((performance.now() - startedAt) / 1000)
  for (const row of measured)
    rows.push({
      part: name,
      ...row,
      met: row.met === null ? '–' : row.met ? 'yes' : 'no',
      partSeconds,
      commit,
      date,
      load: readLoad(),
    })
}
const results: Results = {
  commit,
  date: new Date().toISOString(),
  command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
  machine,
  rows,
}
if (only === undefined || keep === true) {
  const kept: Results = {
    ...results,
    rows: inOrder([...keptRows().filter(({ part }) => !names.includes(part)), ...rows]),
  }
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
}
print(results)
process.exitCode = rows.some(({ met }) => met === 'no') ? 1 : 0

function keptRows(): readonly KeptRow[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results).rows : []
}

function inOrder(given: readonly KeptRow[]): readonly KeptRow[] {
  return Object.keys(parts).flatMap((name) => given.filter(({ part }) => part === name))
}

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

function readCommit(): string {
  const changed = git(
    'status',
    '--porcelain',
    'widget',
    'host',
    'bench/*.ts',
    'bench/parts',
    'bench/browser',
    'package.json',
  )
  return git('rev-parse', '--short', 'HEAD') + (changed === '' ? '' : ' with changes')
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    // A copy without its history can be measured too.
    return 'unknown'
  }
}
