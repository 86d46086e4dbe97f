import type { CallOptions } from '../api/callOptions'
import type { FieldKey } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { proveFields, savedFields } from './proveFields'

/** The fields of an open card. */
export interface CardFields {
  /** Proved to be ours. */
  readonly ids: FieldIds
  /** Deleted, and only an admin can make them again. */
  readonly missing: readonly FieldKey[]
  /** Made again just now. */
  readonly restored: readonly FieldKey[]
  /** A field of which nobody can say which one is ours: then no field is known, and nothing may be written. */
  readonly unclear: FieldKey | null
}

/**
 * Ids of the fields of a card's entity (`proveFields`), made again where an admin finds some deleted. Where no field was ever made, nothing
 * is missing: they are made by a save of the settings or a run.
 * @throws CrmError
 */
export const findCardFields = async (
  deps: CardRefreshDeps,
  type: ParentType,
  settings: Settings,
  options: CallOptions,
): Promise<CardFields> => {
  const plan = await proveFields(deps, type, settings, options)
  // The bulk run tells which fields are in question; a card writes nothing meanwhile.
  if (plan.conflict !== null) return { ...found({}), unclear: plan.conflict.key }
  if (plan.missing.length === 0 || plan.isFirstTime) return found(plan.ids)
  if (!deps.user().isAdmin) return { ...found(plan.ids), missing: plan.missing }
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
  const { directory, fieldNames: names, setUpFields, user } = deps
  directory.forget('fields')
  const request = { type, ...savedFields(type, settings), names, mayCreate: user().isAdmin }
  const setup = await setUpFields(request, options)
  if (setup.kind === 'ready') return { ...found(setup.ids), restored: setup.restored }
  if (setup.kind === 'missing') return { ...found(setup.ids), missing: setup.missing }
  return { ...found({}), unclear: setup.conflict.key }
}

const found = (ids: FieldIds): CardFields => ({ ids, missing: [], restored: [], unclear: null })
