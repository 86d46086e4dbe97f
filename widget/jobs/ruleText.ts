import { defaultSettings } from '../settings/defaultSettings'
import { formatSettings } from '../settings/formatSettings'
import type { ParsedSettings } from '../settings/parseSettings'
import type { Settings } from '../settings/settings'

/**
 * What the figures and their writing depend on, as a text to compare: two settings with the same text let a run go on. Pace, cards,
 * the question before writing and the ids of fields (which the run finds itself) are left out.
 */
export const ruleText = (settings: Settings): string => {
  const { rate, cardRefresh, preview, fields } = defaultSettings
  return formatSettings({ ...settings, rate, cardRefresh, preview, fields })
}

/** Whether the settings as they are saved now count and write like those that a run began with. */
export const hasSameRules = (settings: Settings, saved: ParsedSettings): boolean =>
  saved.ok && ruleText(saved.settings) === ruleText(settings)
