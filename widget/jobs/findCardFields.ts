import type { CallOptions } from '../api/crmClient'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { planFields } from './planFields'

/** The fields of an open card. */
export interface CardFields {
  readonly ids: FieldIds
  /** Deleted, and only an admin can make them again. */
  readonly missing: readonly FieldKey[]
  /** Made again just now. */
  readonly restored: readonly FieldKey[]
}

/**
 * Ids of the fields of a card's entity: at no call where the page or the settings know all of them, else by a list that is kept for
 * 10 minutes. Where no field was ever made, nothing is missing: they are made by a save of the settings or a run.
 * @throws CrmError
 */
export const findCardFields = async (
  deps: CardRefreshDeps,
  type: ParentType,
  settings: Settings,
  options: CallOptions,
): Promise<CardFields> => {
  const hint = hintOf(deps, type, settings)
  const isThere = (key: FieldKey): boolean =>
    hint[key] !== undefined && !deps.directory.deletedFields.has(hint[key])
  if (fieldKeys.every(isThere)) return { ids: hint, missing: [], restored: [] }
  const fields = await deps.directory.fields(type, options)
  const plan = planFields({ fields, hint, byName: null })
  if (plan.missing.length === 0 || plan.isFirstTime) return { ids: plan.ids, missing: [], restored: [] }
  if (!deps.user().isAdmin) return { ids: plan.ids, missing: plan.missing, restored: [] }
  return restoreCardFields(deps, type, settings, options)
}

/**
 * Makes deleted fields again where the user is an admin; for others says which are missing.
 * @throws CrmError
 */
export const restoreCardFields = async (
  deps: CardRefreshDeps,
  type: ParentType,
  settings: Settings,
  options: CallOptions,
): Promise<CardFields> => {
  const { directory, fieldNames, setUpFields, user } = deps
  const hint = hintOf(deps, type, settings)
  const names = async () => fieldNames(await directory.account(options))
  directory.forget('fields')
  const setup = await setUpFields({ type, hint, names, mayCreate: user().isAdmin }, options)
  if (setup.kind === 'ready') return { ids: setup.ids, missing: [], restored: setup.restored }
  if (setup.kind === 'missing') return { ids: setup.ids, missing: setup.missing, restored: [] }
  // The bulk run tells of the conflict; a card writes nothing meanwhile.
  return { ids: {}, missing: [setup.key], restored: [] }
}

const hintOf = ({ knownFields }: CardRefreshDeps, type: ParentType, settings: Settings): FieldIds => ({
  ...settings.fields[type],
  ...knownFields(type),
})
