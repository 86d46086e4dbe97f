import { type CrmErrorKind, isCrmError } from '../records/crmError'
import type { PauseReason, RunFailure } from './runState'

/** Failures that pass: the run waits for the user and goes on from where it stood (spec: faults). */
const passing: readonly CrmErrorKind[] = ['rateLimited', 'server', 'network', 'timeout', 'session']

/** The pause that an error asks for, or null when the run cannot go on. */
export const pauseReasonOf = (error: unknown): PauseReason | null =>
  isCrmError(error) && passing.includes(error.kind)
    ? { kind: 'crm', error: error.kind, detail: error.detail }
    : null

/** What is told when a run cannot go on. */
export const failureOf = (error: unknown): RunFailure => {
  if (isCrmError(error) && error.kind === 'otherUser') return { kind: 'otherUser' }
  if (isCrmError(error))
    return {
      kind: 'crm',
      error: error.kind,
      detail: error.detail,
      path: `${error.method} ${error.path}`,
      ...(error.record === null ? {} : { record: error.record }),
    }
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) }
}
