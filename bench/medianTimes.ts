import { performance } from 'node:perf_hooks'
import { median } from './median'

/** Milliseconds of each job: median of 5 turns after 3 to warm up, the jobs in turn so that noise meets all. */
export const medianTimes = (jobs: readonly (() => unknown)[]): readonly number[] => {
  const times = jobs.map(() => [] as number[])
  for (let turn = 0; turn < 8; turn += 1)
    for (const [position, job] of jobs.entries()) {
      const start = performance.now()
      job()
      if (turn >= 3) times[position]!.push(performance.now() - start)
    }
  return times.map(median)
}
