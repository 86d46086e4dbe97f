import { performance } from 'node:perf_hooks'
import { cpus, loadavg, totalmem } from 'node:os'
import { median } from './median'

/** Where the numbers come from. */
export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryGiB: number
  readonly node: string
  /** Processes that were ready to run in the last minute before the start. */
  readonly load: number
  /** A fixed loop over numbers, median of 5: absolute times of two machines are compared by it. */
  readonly calibrationMs: number
}

const turns = 100_000_000

export const readMachine = (): Machine => ({
  cores: cpus().length,
  processor: cpus()[0]?.model.trim() ?? '',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  load: readLoad(),
  calibrationMs: Math.round(median(Array.from({ length: 5 }, calibrate))),
})

/** Processes that were ready to run, on average of the last minute. */
export const readLoad = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10

const calibrate = (): number => {
  const start = performance.now()
  let state = 1
  for (let turn = 0; turn < turns; turn += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
  }
  if (state === 0) throw new Error('xorshift never comes to zero')
  return performance.now() - start
}
