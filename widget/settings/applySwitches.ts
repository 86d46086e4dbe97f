import type { StageClass } from '../records/figures'
import { type ParentType, parentTypes } from '../records/parents'
import type { Settings } from './settings'

/** The settings with the section's own switch set: «all ordinary stages», «won» or «lost» of every pipeline. */
export const applySectionSwitch = (settings: Settings, section: StageClass, isOn: boolean): Settings => {
  if (section === 'inWork') return { ...settings, inWork: { ...settings.inWork, open: isOn } }
  if (section === 'bought') return { ...settings, bought: { ...settings.bought, won: isOn } }
  return { ...settings, refused: { ...settings.refused, lost: isOn } }
}

/** Whether the section's own switch is on. */
export const isSectionSwitchOn = (settings: Settings, section: StageClass): boolean => {
  if (section === 'inWork') return settings.inWork.open
  return section === 'bought' ? settings.bought.won : settings.refused.lost
}

/** The settings with one switch of buyers set. */
export const applyBuyersSwitch = (
  settings: Settings,
  name: keyof Settings['buyers'],
  isOn: boolean,
): Settings => ({ ...settings, buyers: { ...settings.buyers, [name]: isOn } })

/** The settings with an entity ticked or not; unticking both is possible here and refused by `parseSettings`. */
export const applyEntity = (settings: Settings, type: ParentType, isOn: boolean): Settings => ({
  ...settings,
  entities: parentTypes.filter((each) => (each === type ? isOn : settings.entities.includes(each))),
})
