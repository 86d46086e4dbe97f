import { areSettingsForeign, areSettingsGiven } from '../settings/areSettingsGiven'
import type { ParsedSettings } from '../settings/parseSettings'
import type { Settings } from '../settings/settings'
import type { RunRequest } from './bulkRun'
import { RunFailed } from './runFailed'

/** The settings that a run goes by. @throws RunFailed where there are none, or they are of another account */
export const requireSettings = (parsed: ParsedSettings): Settings => {
  if (parsed.ok) return parsed.settings
  if (!areSettingsGiven(parsed)) throw new RunFailed({ kind: 'settingsNotGiven' })
  if (areSettingsForeign(parsed)) throw new RunFailed({ kind: 'otherAccount' })
  throw new RunFailed({ kind: 'settings', detail: parsed.issues[0]?.path ?? '' })
}

/** Entities that the settings leave out by now are not filled. */
export const requestWithin = ({ entities, isFull = false }: RunRequest, settings: Settings): RunRequest => {
  const left = entities.filter((type) => settings.entities.includes(type))
  return { entities: left.length > 0 ? left : settings.entities, isFull }
}
