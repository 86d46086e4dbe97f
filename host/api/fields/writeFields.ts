import type { Given } from '../../account/wire'
import type { WireField, WireNested } from '../../account/wireAccount'
import { objectsOf } from '../checkBatch'
import { hal } from '../hal'
import type { HostContext } from '../hostContext'
import { type ElementIssues, problem, validationProblem, type ValidationIssue } from '../problem'
import { enumsOf, fieldAnswer, type FieldPlace, nextFieldId } from './fieldPlace'
import { missing, notSupported, wrongType } from '../records/valueIssues'
import { readBatch, readObject, requestIdOf } from '../requestBody'

type Element = Record<string, unknown>

/** POST of fields: 201 with full models. An element that carries an `id` is silently not created, as in the CRM. */
export async function createFields(
  context: HostContext,
  place: FieldPlace,
  request: Request,
): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const refused: ElementIssues[] = []
  const codes = new Set<string>()
  for (const [index, element] of read.body.entries()) {
    const errors = [...findNewIssues(place, element), ...findIssues(context, place, element, null)]
    const code = typeof element['code'] === 'string' ? element['code'].toUpperCase() : null
    if (code !== null && codes.has(code) && !mayRepeat(context)) errors.push(takenCode())
    if (code !== null) codes.add(code)
    if (errors.length > 0) refused.push({ request_id: requestIdOf(element, index), errors })
  }
  if (refused.length > 0) return validationProblem(refused)
  const origin = new URL(request.url).origin
  const made = read.body.flatMap((element, index) => {
    if (element['id'] !== undefined && element['id'] !== null) return []
    const field = place.registry.putField({
      ...writable(context, element),
      id: nextFieldId(context),
      type: element['type'] as string,
    })
    return [{ ...fieldAnswer(origin, place, field), request_id: requestIdOf(element, index) }]
  })
  return hal({ _total_items: made.length, _embedded: { custom_fields: made } }, 201)
}

/** PATCH of a list of fields, each with `id`. */
export async function updateFields(
  context: HostContext,
  place: FieldPlace,
  request: Request,
): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const refused: ElementIssues[] = []
  for (const [index, element] of read.body.entries()) {
    const field = place.registry.field(Number(element['id']))
    const errors = field ? findIssues(context, place, element, field) : [notSupported('id')]
    if (errors.length > 0) refused.push({ request_id: requestIdOf(element, index), errors })
  }
  if (refused.length > 0) return validationProblem(refused)
  const origin = new URL(request.url).origin
  const changed = read.body.map((element, index) => {
    const set = { ...writable(context, element), id: Number(element['id']) }
    const field = place.registry.putField(set)
    return { ...fieldAnswer(origin, place, field), request_id: requestIdOf(element, index) }
  })
  return hal({ _total_items: changed.length, _embedded: { custom_fields: changed } }, 201)
}

/** PATCH of one field. */
export async function updateOneField(
  context: HostContext,
  place: FieldPlace,
  id: number,
  request: Request,
): Promise<Response> {
  const read = await readObject(request)
  if (!read.ok) return read.response
  const known = place.registry.field(id)
  if (!known) return problem(404)
  const errors = findIssues(context, place, read.body, known)
  if (errors.length > 0) return validationProblem([{ request_id: requestIdOf(read.body, 0), errors }])
  const field = place.registry.putField({ ...writable(context, read.body), id })
  return hal(fieldAnswer(new URL(request.url).origin, place, field))
}

function findNewIssues(place: FieldPlace, element: Element): ValidationIssue[] {
  const issues: ValidationIssue[] = []
  const { name, type } = element
  if (typeof name !== 'string' || name.trim() === '') issues.push(missing('name'))
  if (type === undefined) issues.push(missing('type'))
  else if (typeof type !== 'string' || !place.types.has(type)) issues.push(notSupported('type'))
  return issues
}

function findIssues(
  context: HostContext,
  place: FieldPlace,
  element: Element,
  known: WireField | null,
): ValidationIssue[] {
  const registry = place.registry
  const issues: ValidationIssue[] = []
  const { code, group_id: groupId } = element
  const sort = element['sort'] ?? undefined
  const isApiOnly = element['is_api_only'] ?? undefined
  if (sort !== undefined && !Number.isInteger(sort)) issues.push(wrongType('sort', 'int'))
  if (isApiOnly !== undefined && typeof isApiOnly !== 'boolean') issues.push(wrongType('is_api_only', 'bool'))
  if (typeof groupId === 'string' && !registry.group(groupId)) issues.push(notSupported('group_id'))
  if (typeof code !== 'string') return issues
  if (context.faults.unverified.lowerCaseFieldCode === '400' && /[a-z]/.test(code))
    issues.push(notSupported('code'))
  const owner = registry.fieldByCode(code)
  if (owner && owner.id !== known?.id && !mayRepeat(context)) issues.push(takenCode())
  return issues
}

function writable(context: HostContext, element: Element): Omit<Partial<WireField>, 'id'> {
  const set: Omit<Given<WireField, 'id'>, 'id'> = {}
  const { name, code, sort, is_api_only, group_id, required_statuses, remind, currency, enums } = element
  const { nested, chained_lists: chained } = element
  if (typeof name === 'string') set.name = name
  if (typeof code === 'string') set.code = code
  if (typeof sort === 'number') set.sort = sort
  if (typeof is_api_only === 'boolean') set.is_api_only = is_api_only
  if (typeof group_id === 'string' || group_id === null)
    set.group_id = group_id === 'default' ? null : group_id
  if (Array.isArray(required_statuses)) set.required_statuses = required_statuses
  if (typeof remind === 'string') set.remind = remind
  if (typeof currency === 'string') set.currency = currency
  if (Array.isArray(nested)) set.nested = nestedOf(context, objectsOf(nested))
  // The official client keys them by the catalog.
  if (typeof chained === 'object' && chained !== null) set.chained_lists = Object.values(chained)
  if (Array.isArray(enums)) set.enums = enumsOf(context, objectsOf(enums))
  return set
}

/** The tree of a catalog's groups: a parent is named by its id, or by the `request_id` of one sent with it. */
function nestedOf(context: HostContext, given: Element[]): WireNested[] {
  const made = enumsOf(context, given)
  return made.map((choice, index) => {
    const { parent_id: id, parent_request_id: request } = given[index] ?? {}
    const parent = request === undefined ? -1 : given.findIndex((one) => one['request_id'] === request)
    return { ...choice, parent_id: typeof id === 'number' ? id : (made[parent]?.id ?? null) }
  })
}

function mayRepeat({ faults }: HostContext): boolean {
  return faults.unverified.fieldCodeUnique === 'allowed'
}

function takenCode(): ValidationIssue {
  return { code: 'NotUnique', path: 'code', detail: 'This value is already used.' }
}
