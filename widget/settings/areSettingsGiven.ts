import type { ParsedSettings } from './parseSettings'

/** False while the CRM's page has given the widget no params: something else than the defaults may be saved. */
export const areSettingsGiven = (parsed: ParsedSettings): boolean =>
  parsed.ok || parsed.issues.every(({ code }) => code !== 'notGiven')
