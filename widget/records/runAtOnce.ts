import type { Steps } from './steps'

/** All pieces one after the other without a rest: for little work. */
export const runAtOnce = <T>(steps: Steps<T>): T => {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}
