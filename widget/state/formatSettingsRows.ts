import { parentTypes } from '../records/parents'
import { parseSettings } from '../settings/parseSettings'
import type { Settings, StageChoice } from '../settings/settings'
import type { Texts } from '../texts/createTexts'
import type { TextKey } from '../texts/textTree'

/** What figures went by, in the words of the settings screen: title and value of each choice; none where the text cannot be read. */
export const formatSettingsRows = (texts: Texts, settingsText: string): readonly [string, string][] => {
  const parsed = parseSettings(settingsText)
  return parsed.ok ? rowsOf(texts, parsed.settings) : []
}

const rowsOf = (texts: Texts, settings: Settings): readonly [string, string][] => {
  const { inWork, bought, refused, buyers } = settings
  const words = (key: TextKey): string => texts.text(key)
  const section = (isOn: boolean, switchKey: TextKey, stages: StageChoice, ...ticked: readonly TextKey[]) => {
    const count = Object.values(stages).reduce((sum, ids) => sum + ids.length, 0)
    const parts = [
      ...(isOn ? [words(switchKey)] : []),
      ...(count > 0 ? [texts.plural('stagesChosen', count)] : []),
      ...ticked.map(words),
    ]
    return parts.length === 0 ? words('settingsForm.noStagesButton') : parts.join('; ')
  }
  const when = (isTicked: boolean, key: TextKey): readonly TextKey[] => (isTicked ? [key] : [])
  return [
    [
      words('report.entities'),
      parentTypes
        .filter((type) => settings.entities.includes(type))
        .map((type) => words(`common.${type}`))
        .join(', '),
    ],
    [
      words('common.inWork'),
      section(
        inWork.open,
        'settingsForm.openSwitch',
        inWork.stages,
        ...when(buyers.upcoming, 'settingsForm.upcoming'),
        ...when(buyers.notBought, 'settingsForm.notBought'),
      ),
    ],
    [
      words('common.bought'),
      section(
        bought.won,
        'settingsForm.wonSwitch',
        bought.stages,
        ...when(buyers.purchases, 'settingsForm.purchases'),
      ),
    ],
    [
      words('common.refused'),
      section(
        refused.lost,
        'settingsForm.lostSwitch',
        refused.stages,
        ...when(buyers.closed, 'settingsForm.closed'),
      ),
    ],
    [words('settingsForm.contacts'), words(contactKeys[settings.contacts])],
    [words('settingsForm.companies'), words(companyKeys[settings.companies])],
    [
      words('settingsForm.write'),
      words(settings.write === 'always' ? 'settingsForm.writeAlways' : 'settingsForm.writeChanged'),
    ],
    [
      words('settingsForm.empty'),
      words(settings.empty === 'zero' ? 'settingsForm.emptyZero' : 'settingsForm.emptyClear'),
    ],
    [
      words('settingsForm.zeroBudget'),
      words(settings.zeroBudget === 'count' ? 'settingsForm.zeroBudgetCount' : 'settingsForm.zeroBudgetSkip'),
    ],
    [words('settingsForm.averageDigits'), texts.formatNumber(settings.averageDigits)],
  ]
}

const contactKeys = {
  all: 'settingsForm.contactsAll',
  main: 'settingsForm.contactsMain',
  split: 'settingsForm.contactsSplit',
} as const

const companyKeys = {
  own: 'settingsForm.companiesOwn',
  withContacts: 'settingsForm.companiesWithContacts',
} as const
