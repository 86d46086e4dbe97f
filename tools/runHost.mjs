import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Starts the local CRM (host/main.ts) as a process of its own.
 *
 * @param {string[]} args its command line
 * @param {import('node:child_process').StdioOptions} [stdio]
 * @returns {import('node:child_process').ChildProcess}
 */
export const runHost = (args, stdio = 'inherit') =>
  spawn(process.execPath, ['--import', 'tsx', 'host/main.ts', ...args], { cwd: root, stdio })

/**
 * Passes the signals that end this process on to the child, and ends as the child does.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export const endWith = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
