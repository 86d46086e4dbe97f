import type { CallOptions } from './crmClient'

/** Callers pass options of their own along: a call takes just these. */
export const onlyCall = ({ priority, signal, needsMain }: CallOptions): CallOptions => ({
  priority,
  ...(signal === undefined ? {} : { signal }),
  ...(needsMain === undefined ? {} : { needsMain }),
})
