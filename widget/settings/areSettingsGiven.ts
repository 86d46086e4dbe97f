import type { ParsedSettings } from './parseSettings'

/** False while the CRM's page has given the widget no params: something else than the defaults may be saved. */
export const areSettingsGiven = (parsed: ParsedSettings): boolean =>
  parsed.ok || parsed.issues.every(({ code }) => code !== 'notGiven')

/** True where the settings are of another account: the message and the way out are others than with a text that cannot be read. */
export const areSettingsForeign = (parsed: ParsedSettings): boolean =>
  !parsed.ok && parsed.issues.some(({ code }) => code === 'otherAccount')
