/**
 * All gates, one after another, each under its own heading: `npm test`. The last line counts the tests of all runs, and one for each gate that
 * is not a run of tests. `npm test -- --only unit,lint` runs some of them. A test that passes at the second try only is a bug: it is named at the
 * end, and with `npm test -- --strict` it fails the gates.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumAdvice, findChromium } from './findChromium.mjs'
import { readTestReport } from './readTestReport.mjs'
import { setUp } from './setup.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const reports = join(root, '.cache/tests')
const say = (line) => console.log(line)

/** Suites whose results might depend on the zone of the machine: they hold all arithmetic with dates. */
const pureSuites = ['records', 'texts', 'settings', 'calc', 'reports', 'exports'].map(
  (name) => `tests/${name}/`,
)
const zones = ['UTC', 'Europe/Moscow', 'America/New_York', 'Asia/Kamchatka']

const passed = { passed: 1, failed: 0 }
const failed = { passed: 0, failed: 1 }

const gates = [
  { name: 'setup', title: 'Set-up', run: () => (setUp({ say }) && hasChromium() ? passed : failed) },
  { name: 'format', title: 'Format', run: () => check('biome', ['format', '.']) },
  { name: 'lint', title: 'Lint', run: () => check('oxlint', ['--type-aware', '--deny-warnings', '.']) },
  ...['widget', 'host', 'host/page', 'tests'].map((project) => ({
    name: 'types',
    title: `Types: ${project}`,
    run: () => check('tsc', ['-p', project]),
  })),
  { name: 'unused', title: 'Unused code', run: () => check('knip', []) },
  { name: 'unit', title: 'Unit tests', run: () => runTests('unit', []) },
  ...zones.map((zone) => ({
    name: 'zones',
    title: `Unit tests in the zone ${zone}`,
    run: () => runTests(`zone-${zone.replace('/', '-')}`, pureSuites, { TZ: zone }),
  })),
  { name: 'build', title: 'Build', run: () => checkNode(['tools/build.mjs']) },
  { name: 'sizes', title: 'Size limits', run: () => checkNode(['tools/sizes.mjs']) },
  {
    name: 'archive',
    title: 'Archive rules and browser tests',
    run: () => runTests('archive', ['--config', 'vitest.archive.config.ts']),
  },
]

const isStrict = process.argv.includes('--strict')
process.exitCode = runGates(chosenGates(process.argv.slice(2)))

function runGates(chosen) {
  const startedAt = Date.now()
  const total = { passed: 0, failed: 0 }
  const broken = []
  const unsteady = []
  for (const gate of chosen) {
    say(`\n== ${gate.title}`)
    const result = gate.run()
    total.passed += result.passed
    total.failed += result.failed
    if (result.failed > 0) broken.push(gate.title, ...(result.failures ?? []))
    unsteady.push(...(result.unsteady ?? []))
    // Without dependencies every other gate would fail with the same words.
    if (gate.name === 'setup' && result.failed > 0) break
  }
  say('')
  if (broken.length > 0) say(`failed:\n${broken.join('\n')}`)
  if (unsteady.length > 0) say(`a bug each, passed at the second try only:\n${unsteady.join('\n')}`)
  say(`took ${Math.round((Date.now() - startedAt) / 1000)} s`)
  if (unsteady.length > 0) say(`unsteady: ${unsteady.length}${isStrict ? ', which fails --strict' : ''}`)
  say(`tests: ${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 && !(isStrict && unsteady.length > 0) ? 0 : 1
}

function chosenGates(given) {
  const at = given.indexOf('--only')
  if (at === -1) return gates
  const names = (given[at + 1] ?? '').split(',')
  const unknown = names.filter((name) => !gates.some((gate) => gate.name === name))
  if (unknown.length === 0) return gates.filter((gate) => names.includes(gate.name))
  say(`--only knows ${[...new Set(gates.map((gate) => gate.name))].join(', ')}, not ${unknown.join(', ')}`)
  return [{ name: 'only', title: 'Choice of gates', run: () => failed }]
}

function hasChromium() {
  const path = findChromium({ say })
  say(path === null ? chromiumAdvice : `Chromium: ${path}`)
  if (path !== null) process.env['CHROMIUM_PATH'] = path
  return path !== null
}

function check(tool, args) {
  return spawn(join(root, 'node_modules/.bin', tool), args) ? passed : failed
}

function checkNode(args) {
  return spawn(process.execPath, args) ? passed : failed
}

/** A run that breaks off before it writes its report counts as one failure. Failures are told again at the end, where a long log is read first. */
function runTests(name, args, env = {}) {
  const report = join(reports, `${name}.json`)
  mkdirSync(reports, { recursive: true })
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const isGood = spawn(join(root, 'node_modules/.bin/vitest'), ['run', ...args, ...reporters], env)
  if (!existsSync(report)) return failed
  const {
    passed: done,
    failed: broken,
    failures,
    unsteady,
  } = readTestReport(readFileSync(report, 'utf8'), root)
  return {
    passed: done,
    failed: isGood ? broken : Math.max(1, broken),
    failures:
      failures.length > 0 || isGood ? failures : ['  no test, but the run itself: see its errors above'],
    unsteady,
  }
}

function spawn(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (error) say(error.message)
  return status === 0
}
