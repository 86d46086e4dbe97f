import type { CurrentUser, EntityRights, RightLetter } from '../records/user'
import { asFlag, asId, asRecord, asText } from './page/asTyped'
import { noteLoss } from './page/pageValues'
import { attempt, readAt } from './page/readAt'
import { readConstant } from './page/readConstant'

const letters: readonly unknown[] = ['A', 'G', 'M', 'L', 'D'] satisfies readonly RightLetter[]

type Verb = keyof EntityRights
type RightsEntity = keyof CurrentUser['rights']

/**
 * The user of the page, read anew at each use: the page merges fresh rights into the constant. Letters stand in `user_rights.base_rights`
 * (HOST), in the API's shape right in `user_rights` (API 2.2). What the page does not say counts as denied, so that a user of whom nothing is
 * known writes nothing; an admin needs no letters.
 */
export const readCurrentUser = (app: unknown): CurrentUser => {
  const user = readConstant(app, 'user')
  const rights = readConstant(app, 'user_rights')
  const id = asId(readAt(user, 'id'))
  const manager = readAt(readConstant(app, 'managers'), String(id))
  const knows = (entity: RightsEntity): boolean => letterOf(rights, entity, 'view') !== undefined
  const hasLetters = knows('leads') && knows('contacts') && knows('companies')
  const saysAdmin = asFlag(readAt(rights, 'is_admin'))
  const isAdmin = saysAdmin ?? (!hasLetters && asFlag(readAt(manager, 'is_admin')) === true)
  if (!isAdmin && !hasLetters) noteLoss('user_rights.base_rights')
  return {
    id,
    name: asText(readAt(user, 'name')) ?? '',
    isAdmin,
    isFree: isFree(rights) || asFlag(readAt(manager, 'free_user')) === true,
    groupId: groupIdOf(readAt(rights, 'group_id')) || groupIdOf(readAt(manager, 'group')),
    rights: {
      leads: rightsOf(rights, 'leads'),
      contacts: rightsOf(rights, 'contacts'),
      companies: rightsOf(rights, 'companies'),
    },
    hasHiddenStages: hasHiddenStages(rights),
    ...(!isAdmin && !hasLetters && { isUnknown: true }),
  }
}

const isFree = (rights: unknown): boolean =>
  (asFlag(readAt(rights, 'is_free_user')) ?? asFlag(readAt(rights, 'is_free'))) === true

/** `group_123` in the managers' list, a number in the API's rights. */
const groupIdOf = (value: unknown): number =>
  asId(typeof value === 'string' ? value.replace(/^group_/, '') : value)

const rightsOf = (rights: unknown, entity: RightsEntity): EntityRights => {
  const letter = (verb: Verb): RightLetter => letterOf(rights, entity, verb) ?? 'D'
  return { view: letter('view'), edit: letter('edit'), export: letter('export') }
}

/** Beside the letters the page has yes and no under the same names, for its own buttons: these are no letters. */
const letterOf = (rights: unknown, entity: RightsEntity, verb: Verb): RightLetter | undefined =>
  [readAt(rights, 'base_rights', entity, verb), readAt(rights, entity, verb)].find(isLetter)

const isLetter = (value: unknown): value is RightLetter => letters.includes(value)

/**
 * Whether a stage of deals is hidden from the user: any letter but A hides. The page has an object of pipelines with objects of stages (HOST),
 * the API a list (API 2.2); both are empty where nothing is hidden. What cannot be read counts as hidden: sums of a part of the deals must not
 * be written over true ones.
 */
const hasHiddenStages = (rights: object): boolean => {
  const isHidden = attempt(() => {
    const value: unknown = Reflect.get(rights, 'status_rights')
    if (!value) return false
    const stages = asRecord(value)
    return stages === undefined ? undefined : Object.values(stages).some(hidesStage)
  })
  if (isHidden === undefined) noteLoss('user_rights.status_rights')
  return isHidden ?? true
}

const hidesStage = (one: unknown): boolean => {
  const record = asRecord(one) ?? {}
  if (!('rights' in record)) return hides(record) || Object.values(record).some(hides)
  const entity = record['entity_type']
  return (entity === undefined || entity === 'leads') && hides(record['rights'])
}

const hides = (rights: unknown): boolean => {
  const view = asRecord(rights)?.['view']
  return view !== undefined && view !== 'A'
}
