/** Benchmarks: `npm run bench [-- --only engine,decode]`. The whole takes about half an hour; results go to bench/results.json. */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStale } from './build/buildStale.mjs'
import { endWith } from './runHost.mjs'

const cwd = dirname(dirname(fileURLToPath(import.meta.url)))
await buildStale((line) => console.error(line))
endWith(
  spawn(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)], {
    cwd,
    stdio: 'inherit',
  }),
)
