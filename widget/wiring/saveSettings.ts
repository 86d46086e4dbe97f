import type { FieldNames } from '../jobs/fieldNames'
import type { FieldConflict, FieldSetup } from '../jobs/fieldSetup'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import { formatSettings } from '../settings/formatSettings'
import type { Settings } from '../settings/settings'
import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { readWidgetCode } from '../shell/page/readWidget'
import { applySettingsText } from '../shell/mountSettingsPlace'
import { classifyError } from '../texts/classifyError'
import type { Texts } from '../texts/createTexts'
import { errorWords } from '../texts/errorText'
import { conflictMessage } from '../state/conflictMessage'
import { savedWords } from '../state/savedWords'
import type { SettingsFormModel } from '../state/createSettingsFormModel'
import type { Session } from './session'
import { settingsField } from './settingsField'
import { setUpFields } from './setUpFields'

/**
 * Answers the CRM's «Сохранить»: makes the eight fields of the ticked entities and gives the CRM the settings text with their ids. If fields cannot be
 * made, the settings are saved all the same, and the reason is shown.
 *
 * @returns false, at once, while the form has errors: whether the CRM looks at what a promise resolves to is known of none (HOST), so
 * that a promise given here always resolves to true
 */
export const saveSettings = (
  session: Session,
  widget: HostWidget,
  event: SaveEvent,
  model: SettingsFormModel,
): boolean | Promise<boolean> => {
  const code = readWidgetCode(widget)
  if (!model.attemptSave()) {
    const words = session.plainTexts(widget)
    session.hostPage.notify('error', words.widgetName, words.text('settingsForm.noEntity'))
    return applySettingsText(code, settingsField, event, null)
  }
  // A CRM that does not wait for the promise stores the choice, only without the ids of new fields.
  applySettingsText(code, settingsField, event, formatSettings(model.draft.value))
  return saveDraft(session, widget, event, model)
}

const saveDraft = async (
  session: Session,
  widget: HostWidget,
  event: SaveEvent,
  model: SettingsFormModel,
): Promise<boolean> => {
  const words = session.plainTexts(widget)
  const draft = model.draft.value
  const { fields, problem, left } = await makeFields(session, widget, draft)
  const settings: Settings = { ...draft, fields }
  model.replace(settings)
  model.markSaved(problem ?? undefined, left ?? undefined)
  session.saveSettings(widget, formatSettings(settings))
  if (problem !== null || left !== null)
    session.hostPage.notify(
      problem === null ? 'message' : 'error',
      words.widgetName,
      savedWords(words, problem, left),
    )
  return applySettingsText(readWidgetCode(widget), settingsField, event, formatSettings(settings))
}

interface MadeFields {
  readonly fields: Settings['fields']
  /** Why some could not be made; null when all are there. */
  readonly problem: string | null
  /** Which saved fields were let go; null when none was. */
  readonly left: string | null
}

const makeFields = async (session: Session, widget: HostWidget, draft: Settings): Promise<MadeFields> => {
  const words = session.plainTexts(widget)
  const left: string[] = []
  const found: Record<ParentType, FieldIds> = { ...draft.fields }
  let problem: string | null = null
  try {
    const { fieldNames: names } = await session.texts(widget)
    for (const type of draft.entities) {
      const { setup, dropped } = await setUpOnSave(session, type, draft.fields[type], names)
      if (setup.kind === 'conflict') {
        const { what, next } = conflictMessage(words, type, setup.conflict)
        problem = `${what}. ${next}`
      } else {
        found[type] = setup.ids
        for (const each of dropped) left.push(leftWords(words, type, each, setup.ids[each.key]))
      }
      if (setup.kind === 'missing') problem = setup.detail || words.text('settingsForm.fieldsByAdmin')
    }
    session.directory.forget('fields')
  } catch (error) {
    problem = errorWords(words, classifyError(error))
  }
  return { fields: found, problem, left: left.length === 0 ? null : left.join(' ') }
}

const leftWords = (
  words: Texts,
  type: ParentType,
  dropped: FieldConflict,
  id: number | undefined,
): string => {
  const { what } = conflictMessage(words, type, dropped)
  // A number would be shown in groups of three digits.
  const now =
    id === undefined
      ? words.text('foundField.leftAlone')
      : words.text('foundField.leftFor', { id: String(id) })
  return `${what}. ${now}`
}

interface SavedSetup {
  readonly setup: FieldSetup
  /** Saved fields that were let go on the way. */
  readonly dropped: readonly FieldConflict[]
}

/** A saved field that nothing proves to be ours is let go: «Сохранить» is how an admin answers the question about it (`renamed`). */
const setUpOnSave = async (
  session: Session,
  type: ParentType,
  hint: FieldIds,
  names: FieldNames,
  dropped: readonly FieldConflict[] = [],
): Promise<SavedSetup> => {
  const request = {
    type,
    hint,
    isHintOwn: true,
    names: async () => names,
    mayCreate: session.user().isAdmin,
  }
  const setup = await setUpFields(session.client, request, { priority: 'card' })
  if (setup.kind !== 'conflict' || setup.conflict.reason !== 'renamed') return { setup, dropped }
  const { conflict } = setup
  const { [conflict.key]: _dropped, ...kept } = hint
  return setUpOnSave(session, type, kept, names, [...dropped, conflict])
}
