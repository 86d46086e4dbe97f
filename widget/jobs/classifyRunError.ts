import { RunFailed } from './runFailed'
import { type CrmErrorKind, isCrmError } from '../records/crmError'
import { contradictionOf } from '../records/contradiction'
import { listNameOf } from '../records/listNameOf'
import type { PauseReason, RunFailure } from './runState'

/** Failures that pass: the run waits for the user and goes on from where it stood (spec: faults). */
const passing: readonly CrmErrorKind[] = [
  'rateLimited',
  'server',
  'network',
  'timeout',
  'session',
  'notWhole',
]

/** The pause that an error asks for, or null when the run cannot go on. */
export const pauseReasonOf = (error: unknown): PauseReason | null => {
  if (!isCrmError(error)) return null
  if (error.kind === 'notWhole')
    return { kind: 'notWhole', list: listNameOf(error.path), contradiction: contradictionOf(error.detail) }
  return passing.includes(error.kind) ? { kind: 'crm', error: error.kind, detail: error.detail } : null
}

/** What is told when a run cannot go on. */
export const failureOf = (error: unknown): RunFailure => {
  if (error instanceof RunFailed) return error.failure
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

/** Part of what was read may be what somebody else sees. */
export const isOtherUser = (error: unknown): boolean => failureOf(error).kind === 'otherUser'
