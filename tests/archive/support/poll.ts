import { expect } from 'vitest'
import { patience } from '../../patience'

/** `expect.poll`, also for steps that are used outside of the suite: waits for a condition until it takes it for hung. */
export const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: patience.step })
