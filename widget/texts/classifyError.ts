import { isCrmError } from '../records/crmError'
import type { KnownError } from './errorText'

/** Anything that was thrown, as words can be found for it. */
export const classifyError = (error: unknown): KnownError => {
  if (isCrmError(error))
    return {
      kind: error.kind,
      detail: error.detail,
      request: `${error.method} ${error.path}`,
      ...(error.record === null ? {} : { record: error.record }),
    }
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) }
}
