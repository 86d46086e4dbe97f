import type { CurrentUser, EntityRights, RightLetter } from '../records/user'
import { asFlag, asId, asRecord, asText } from './page/asTyped'
import { noteLoss } from './page/pageValues'
import { attempt, readAt } from './page/readAt'
import { readConstant } from './page/readConstant'

const letters: readonly unknown[] = ['A', 'G', 'M', 'L', 'D'] satisfies readonly RightLetter[]

type Verb = keyof EntityRights
type RightsEntity = keyof CurrentUser['rights']

/** The id of the page's user; 0 where the page does not tell it. */
export const readUserId = (app: unknown): number => asId(readAt(readConstant(app, 'user'), 'id'))

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
  const isHidden = isAdmin ? false : hasHiddenStages(rights)
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
    hasHiddenStages: isHidden ?? true,
    ...(!isAdmin && (!hasLetters || isHidden === undefined) && { isUnknown: true }),
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
 * the API a list (API 2.2); both are empty where nothing is hidden. undefined where the page does not tell: nobody knows then whether the user
 * sees all deals, and sums of a part of them must not be written over true ones.
 */
const hasHiddenStages = (rights: object): boolean | undefined => {
  const isHidden = attempt(() => {
    const stages = asRecord(Reflect.get(rights, 'status_rights'))
    return stages && anyOf(Object.values(stages).map(hidesStage))
  })
  if (isHidden === undefined) noteLoss('user_rights.status_rights')
  return isHidden
}

/** Of a stage in a list, of one stage, or of a pipeline with its stages. */
const hidesStage = (one: unknown): boolean | undefined => {
  const record = asRecord(one)
  if (record === undefined) return undefined
  if ('rights' in record) {
    const entity = record['entity_type']
    return entity === undefined || entity === 'leads' ? hides(record['rights']) : false
  }
  const isStage = 'view' in record && asRecord(record['view']) === undefined
  return isStage ? hides(record) : anyOf(Object.values(record).map(hides))
}

const hides = (rights: unknown): boolean | undefined => {
  const record = asRecord(rights)
  return record && record['view'] !== undefined && record['view'] !== 'A'
}

/** One that is hidden is enough; one that is not told leaves it open. */
const anyOf = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) || (answers.includes(undefined) ? undefined : false)
