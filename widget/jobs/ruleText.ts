import { defaultSettings } from '../settings/defaultSettings'
import { formatSettings } from '../settings/formatSettings'
import { type ParsedSettings, parseSettings } from '../settings/parseSettings'
import type { Settings } from '../settings/settings'

/**
 * What the figures and their writing depend on, as a text to compare: two settings with the same text let a run go on. Pace, cards,
 * the question before writing and the ids of fields (which the run finds itself) are left out, and so is the account.
 */
export const ruleText = (settings: Settings): string => {
  const { rate, cardRefresh, preview, fields } = defaultSettings
  const { account: _account, ...rules } = settings
  return formatSettings({ ...rules, rate, cardRefresh, preview, fields })
}

/** The same of settings that an earlier version of the widget has stored as a text of another form. */
export const ruleTextOf = (stored: string): string => {
  const parsed = parseSettings(stored)
  return parsed.ok ? ruleText(parsed.settings) : stored
}

/** Whether the settings as they are saved now count and write like those that a run began with. */
export const hasSameRules = (settings: Settings, saved: ParsedSettings): boolean =>
  saved.ok && ruleText(saved.settings) === ruleText(settings)
