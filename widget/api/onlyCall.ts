import type { CallOptions } from './callOptions'

/** Callers pass options of their own along: a call takes just these. */
export const onlyCall = ({ priority, signal, onAnswered, needsMain }: CallOptions): CallOptions => ({
  priority,
  ...(signal === undefined ? {} : { signal }),
  ...(onAnswered === undefined ? {} : { onAnswered }),
  ...(needsMain === undefined ? {} : { needsMain }),
})
