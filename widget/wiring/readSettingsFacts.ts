import { addFieldCalls } from '../api/addFieldCalls'
import { deleteFields } from '../jobs/deleteFields'
import { findBuyersRefusal } from '../jobs/findBuyersRefusal'
import { planFields } from '../jobs/planFields'
import { restoreGroup } from '../jobs/restoreGroup'
import type { CustomField } from '../records/customField'
import { type ParentType, parentTypes } from '../records/parents'
import { defaultSettings } from '../settings/defaultSettings'
import type { Settings } from '../settings/settings'
import type { HostWidget } from '../shell/hostTypes'
import { deleteStore } from '../store/deleteStore'
import { classifyError } from '../texts/classifyError'
import { errorWords } from '../texts/errorText'
import type { SettingsFormOptions } from '../state/createSettingsFormModel'
import { createRunMarks } from './createRunMarks'
import type { Session } from './session'

const options = { priority: 'card' } as const

/** Everything the settings form shows: the saved settings, stages, and what stands in the CRM. Rejects with `CrmError`. */
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
  const parsed = session.settings()
  const settings: Settings = parsed.ok ? parsed.settings : defaultSettings
  const fields: Readonly<Record<ParentType, readonly CustomField[]>> = {
    contacts: contactFields,
    companies: companyFields,
  }
  const planOf = (type: ParentType) =>
    planFields({
      fields: fields[type],
      hint: settings.fields[type],
      byName: { groups: groups[parentTypes.indexOf(type)] ?? [], names: texts.fieldNames },
    })
  const typesWithFields = parentTypes.filter((type) => Object.keys(planOf(type).ids).length > 0)
  const request = (type: ParentType) => ({
    type,
    hint: settings.fields[type],
    names: texts.fieldNames,
  })
  const inWords = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act()
    } catch (cause) {
      throw new Error(errorWords(texts, classifyError(cause)), { cause })
    }
  }
  const afterChange = (): void => directory.forget('fields')
  return {
    settings,
    issues: parsed.ok ? [] : parsed.issues,
    isSaved: session.hasSettings(),
    pipelines,
    customersMode: account.customersMode,
    findBuyersRefusal: () => findBuyersRefusal(client, account.customersMode, options),
    dateFields: leadFields
      .filter(({ type }) => type === 'date' || type === 'date_time')
      .map(({ id, name }) => ({ id, name })),
    typesWithFields,
    isRunOn,
    isGroupMissing: typesWithFields.some((type) => planOf(type).groupId === null),
    actions: {
      ...(session.user().isAdmin
        ? {
            deleteFields: (type: ParentType) =>
              inWords(async () => {
                await deleteFields(client, request(type), options)
                afterChange()
              }),
            restoreGroup: () =>
              inWords(async () => {
                for (const type of typesWithFields) await restoreGroup(client, request(type), options)
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
