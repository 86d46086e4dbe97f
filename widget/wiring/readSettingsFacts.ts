import { addFieldCalls } from '../api/addFieldCalls'
import { deleteFields } from '../jobs/deleteFields'
import type { FieldConflict } from '../jobs/fieldSetup'
import { findBuyersRefusal } from '../jobs/findBuyersRefusal'
import { planFields } from '../jobs/planFields'
import { savedFields } from '../jobs/proveFields'
import { restoreGroup } from '../jobs/restoreGroup'
import type { CustomField } from '../records/customField'
import { type ParentType, parentTypes } from '../records/parents'
import { settingsOfAccount } from '../settings/settingsOfAccount'
import type { Settings } from '../settings/settings'
import type { HostWidget } from '../shell/hostTypes'
import { conflictMessage } from '../state/conflictMessage'
import type { SettingsFormOptions } from '../state/createSettingsFormModel'
import { NoAnswer } from '../store/answerWithin'
import { deleteStore } from '../store/deleteStore'
import { classifyError } from '../texts/classifyError'
import { errorWords } from '../texts/errorText'
import { createRunMarks } from './createRunMarks'
import type { Session } from './session'

const options = { priority: 'card' } as const

/**
 * Everything the settings form shows: the saved settings as far as their ids are of this account, stages, and what stands in the CRM. Rejects
 * with `CrmError`.
 */
export const readSettingsFacts = async (
  session: Session,
  widget: HostWidget,
): Promise<SettingsFormOptions> => {
  const { directory } = session
  const client = addFieldCalls(session.client)
  const [account, pipelines, contactFields, companyFields, leadFields, groups, texts, isRunOn] =
    await Promise.all([
      directory.account(options),
      directory.pipelines(options),
      client.listCustomFields('contacts', options),
      client.listCustomFields('companies', options),
      client.listCustomFields('leads', options),
      Promise.all(parentTypes.map((type) => client.listGroups(type, options))),
      session.texts(widget),
      session.runLock.isHeld(),
    ])
  const fields: Readonly<Record<ParentType, readonly CustomField[]>> = {
    contacts: contactFields,
    companies: companyFields,
  }
  const planOf = (type: ParentType, by: Settings) =>
    planFields({
      fields: fields[type],
      ...savedFields(type, by),
      byName: { groups: groups[parentTypes.indexOf(type)] ?? [], names: texts.fieldNames },
    })
  const { settings, issues } = settingsOfAccount(session.settings(), (given) => ({
    id: account.id,
    pipelines,
    fieldIds: { contacts: planOf('contacts', given).ids, companies: planOf('companies', given).ids },
  }))
  const typesWithFields = parentTypes.filter((type) => Object.keys(planOf(type, settings).ids).length > 0)
  const request = (type: ParentType) => ({
    type,
    ...savedFields(type, settings),
    names: texts.fieldNames,
  })
  const inWords = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act()
    } catch (cause) {
      if (cause instanceof Unclear) throw cause
      const isSilent = cause instanceof NoAnswer
      const words = isSilent
        ? texts.text('settingsForm.clearBrowserSilent')
        : errorWords(texts, classifyError(cause))
      throw new Error(words, { cause })
    }
  }
  /** Nothing was done where nobody can say which field is ours. */
  const requireClear = (type: ParentType, done: number | string | FieldConflict): void => {
    if (typeof done !== 'object') return
    const { what, next } = conflictMessage(texts, type, done)
    throw new Unclear(`${what}. ${next}`)
  }
  const afterChange = (): void => directory.forget('fields')
  return {
    settings,
    issues,
    isSaved: session.hasSettings(),
    pipelines,
    customersMode: account.customersMode,
    findBuyersRefusal: () => findBuyersRefusal(client, account.customersMode, options),
    dateFields: leadFields
      .filter(({ type }) => type === 'date' || type === 'date_time')
      .map(({ id, name }) => ({ id, name })),
    typesWithFields,
    isRunOn,
    isGroupMissing: typesWithFields.some((type) => planOf(type, settings).groupId === null),
    actions: {
      ...(session.user().isAdmin
        ? {
            deleteFields: (type: ParentType) =>
              inWords(async () => {
                requireClear(type, await deleteFields(client, request(type), options))
                afterChange()
              }),
            restoreGroup: () =>
              inWords(async () => {
                for (const type of typesWithFields)
                  requireClear(type, await restoreGroup(client, request(type), options))
                afterChange()
              }),
          }
        : {}),
      clearBrowser: () =>
        inWords(async () => {
          const owner = session.storeOwner()
          await deleteStore(owner)
          createRunMarks(owner).setUnfinished(false)
        }),
    },
  }
}

/** Carries words for the user. */
class Unclear extends Error {
  override readonly name = 'Unclear'
}
