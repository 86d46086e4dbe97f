import type { HostTexts } from '../../shell/hostTypes'
import { support } from '../support'
import { PartError } from './lazyParts'
import { plainText } from './plainText'

/** A failure in words. */
interface PartFailure {
  readonly what: string
  readonly next: string
  /** Where to write for help. */
  readonly help: string
}

/** What to say of a part that did not come, or of a fault while it was mounted. */
export const partFailure = (texts: HostTexts, error: unknown): PartFailure => {
  const detail = error instanceof Error ? error.message : String(error)
  const kind = error instanceof PartError ? 'partMissing' : 'unexpected'
  return {
    what: plainText(texts, `errors.${kind}`, { detail }),
    next: plainText(texts, `errors.${kind}Next`),
    help: plainText(texts, 'common.support', { support: [support.link, support.email].join(', ') }),
  }
}
