/**
 * Big accounts in real time: `npm run soak -- [scenario…]`, and runs whose tabs are killed (needs a built archive): `npm run soak -- --kills`.
 * Takes minutes; results go to bench/soak.json.
 */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const cwd = dirname(dirname(fileURLToPath(import.meta.url)))
const args = ['--import', 'tsx', 'tests/soak/main.ts', ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' }).status ?? 1
