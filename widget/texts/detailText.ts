import type { Texts } from './createTexts'
import { isolateName } from './isolateName'
import type { TextKey } from './textTree'

/** What a status of HTTP is called: it names no reason, and not in the user's language. */
const bareStatus =
  /^(?:(?:(?:http|status) )?\d{3}|bad request|unauthorized|payment required|forbidden|not found|unprocessable (?:entity|content))?$/i

/** A text that ends in `: {detail}`, with the CRM's own words for the detail; without that ending where they name no reason. */
export const detailText = (texts: Texts, key: TextKey, detail: string): string => {
  const words = detail.trim()
  return bareStatus.test(words)
    ? texts.text(key, { detail: '' }).replace(/:\s*$/, '')
    : texts.text(key, { detail: isolateName(words) })
}
