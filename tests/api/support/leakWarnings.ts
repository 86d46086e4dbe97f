import { onTestFinished } from 'vitest'

/** Names of the warnings of this process from now on until the test ends, such as that too many wait for one signal. */
export const leakWarnings = () => {
  const names: string[] = []
  const note = ({ name }: Error): void => {
    names.push(name)
  }
  process.on('warning', note)
  onTestFinished(() => {
    process.off('warning', note)
  })
  return {
    /** Warnings so far; the process tells them a turn later. */
    told: () =>
      new Promise<readonly string[]>((resolve) => {
        setImmediate(() => resolve(names))
      }),
  }
}
