/**
 * Big accounts in real time: `npm run soak -- [scenario…]`; in a browser under random faults and changes: `npm run soak -- --combined`; in a
 * browser whose tabs are killed: `npm run soak -- --kills`; without a browser, under odd answers, clocks and tabs: `npm run soak -- --odd`.
 * Takes minutes; results go to bench/soak.json.
 */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStale } from './build/buildStale.mjs'

const cwd = dirname(dirname(fileURLToPath(import.meta.url)))
if (!process.argv.includes('--odd')) await buildStale((line) => console.error(line))
const args = ['--import', 'tsx', 'tests/soak/main.ts', ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' }).status ?? 1
