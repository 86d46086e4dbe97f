import { defaultSettings } from '../settings/defaultSettings'
import { formatSettings } from '../settings/formatSettings'
import type { Settings } from '../settings/settings'

/**
 * What the figures and their writing depend on, as a text to compare: two settings with the same text let a run go on. Pace, cards,
 * the question before writing and the ids of fields (which the run finds itself) are left out.
 */
export const ruleText = (settings: Settings): string => {
  const { rate, cardRefresh, preview, fields } = defaultSettings
  return formatSettings({ ...settings, rate, cardRefresh, preview, fields })
}
