import { expect } from 'vitest'

/** `expect.poll` with the patience that a busy machine needs. */
export const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 15_000 })
