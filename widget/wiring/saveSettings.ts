import { isCrmError } from '../records/crmError'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import { formatSettings } from '../settings/formatSettings'
import type { Settings } from '../settings/settings'
import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { applySettingsText } from '../shell/mountSettingsPlace'
import { readParam } from '../shell/page/readWidget'
import { classifyError } from '../texts/classifyError'
import { errorWords } from '../texts/errorText'
import type { SettingsFormModel } from '../state/createSettingsFormModel'
import type { Session } from './session'
import { settingsField } from './settingsField'
import { setUpFields } from './setUpFields'

/**
 * Answers the CRM's «Сохранить»: makes the eight fields of the ticked entities and gives the CRM the settings text with their ids. If fields cannot be
 * made, the settings are saved all the same, and the reason is shown. Resolves to false only while the form has errors.
 */
export const saveSettings = async (
  session: Session,
  widget: HostWidget,
  event: SaveEvent,
  model: SettingsFormModel,
): Promise<boolean> => {
  const code = readParam(widget, 'widget_code')
  const words = session.plainTexts(widget)
  if (!model.attemptSave()) {
    session.hostPage.notify('error', words.widgetName, words.text('settingsForm.noEntity'))
    return applySettingsText(code, settingsField, event, null)
  }
  const draft = model.draft.value
  const { fields, problem } = await makeFields(session, widget, draft)
  const settings: Settings = { ...draft, fields }
  model.replace(settings)
  model.markSaved(problem ?? undefined)
  session.saveSettings(widget, formatSettings(settings))
  if (problem !== null)
    session.hostPage.notify(
      'error',
      words.widgetName,
      words.text('settingsForm.savedWithoutFields', { detail: problem }),
    )
  return applySettingsText(code, settingsField, event, formatSettings(settings))
}

const makeFields = async (
  session: Session,
  widget: HostWidget,
  draft: Settings,
): Promise<{ readonly fields: Settings['fields']; readonly problem: string | null }> => {
  const options = { priority: 'card' } as const
  const found: Record<ParentType, FieldIds> = { ...draft.fields }
  let problem: string | null = null
  try {
    const { fieldNames: names } = await session.texts(widget)
    for (const type of draft.entities) {
      const request = {
        type,
        hint: draft.fields[type],
        names: async () => names,
        mayCreate: session.user().isAdmin,
      }
      const setup = await setUpFields(session.client, request, options)
      if (setup.kind === 'conflict') problem = setup.names.join(', ')
      else found[type] = setup.ids
      if (setup.kind === 'missing')
        problem = setup.detail || session.plainTexts(widget).text('settingsForm.fieldsByAdmin')
    }
    session.directory.forget('fields')
  } catch (error) {
    if (!isCrmError(error)) throw error
    problem = errorWords(session.plainTexts(widget), classifyError(error))
  }
  return { fields: found, problem }
}
