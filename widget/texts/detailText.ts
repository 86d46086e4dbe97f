import type { Texts } from './createTexts'
import { isolateName } from './isolateName'
import type { TextKey } from './textTree'

/** What a status of HTTP is called: it names no reason, and not in the user's language. */
const bareStatus =
  /^(?:(?:(?:http|status) )?\d{3}|bad request|unauthorized|payment required|forbidden|not found|unprocessable (?:entity|content)|not implemented|method not allowed)?$/i

/** Whether the CRM's own words name a reason. */
export const hasWords = (detail: string): boolean => !bareStatus.test(detail.trim())

/** A text that ends in `: {detail}` or `— {detail}`, with the CRM's own words for the detail; without that ending where they name no reason. */
export const detailText = (
  texts: Texts,
  key: TextKey,
  detail: string,
  values: Readonly<Record<string, string>> = {},
): string =>
  hasWords(detail)
    ? texts.text(key, { ...values, detail: isolateName(detail.trim()) })
    : texts.text(key, { ...values, detail: '' }).replace(/\s*[:—]\s*$/, '')
