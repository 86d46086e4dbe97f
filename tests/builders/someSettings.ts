import { defaultSettings } from '../../widget/settings/defaultSettings'
import type { Settings } from '../../widget/settings/settings'

/** The default settings; the partial overrides any key. */
export const someSettings = (partial: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  ...partial,
})
