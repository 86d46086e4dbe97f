import type { HostTexts } from '../../shell/hostTypes'
import { PartError } from './lazyParts'
import { plainText } from './plainText'

/** What to say of a part that did not come, or of a fault while it was mounted. */
export const partFailure = (texts: HostTexts, error: unknown): { what: string; next: string } => {
  const detail = error instanceof Error ? error.message : String(error)
  const kind = error instanceof PartError ? 'partMissing' : 'unexpected'
  return {
    what: plainText(texts, `errors.${kind}`, { detail }),
    next: plainText(texts, `errors.${kind}Next`),
  }
}
