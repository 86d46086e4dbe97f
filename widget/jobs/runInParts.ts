import type { Steps } from '../records/steps'

/** Takes the steps one after the other and lets `rest` decide after each whether the page gets its turn. */
export const runInParts = async <T>(steps: Steps<T>, rest: () => Promise<void>): Promise<T> => {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await rest()
  }
}
