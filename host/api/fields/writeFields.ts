import { ENTITY_TYPES, type EntityType, type Given } from '../../account/wire'
import type { WireEnum, WireField } from '../../account/wireAccount'
import { hal, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { type ElementIssues, problem, validationProblem, type ValidationIssue } from '../problem'
import { missing, notSupported, wrongType } from '../records/valueIssues'
import { readBatch, readObject, requestIdOf } from '../requestBody'

type Element = Record<string, unknown>

const TYPES = new Set([
  'text',
  'numeric',
  'checkbox',
  'select',
  'multiselect',
  'multitext',
  'date',
  'url',
  'textarea',
  'radiobutton',
  'streetaddress',
  'smart_address',
  'birthday',
  'legal_entity',
  'date_time',
  'tracking_data',
  'file',
  'monetary',
  'chained_list',
])

/** POST of fields: 201 with full models. An element that carries an `id` is silently not created, as in the CRM. */
export async function createFields(
  context: HostContext,
  entity: EntityType,
  request: Request,
): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const refused: ElementIssues[] = []
  const codes = new Set<string>()
  for (const [place, element] of read.body.entries()) {
    const errors = [...findNewIssues(element), ...findIssues(context, entity, element, null)]
    const code = typeof element['code'] === 'string' ? element['code'].toUpperCase() : null
    if (code !== null && codes.has(code)) errors.push(takenCode())
    if (code !== null) codes.add(code)
    if (errors.length > 0) refused.push({ request_id: requestIdOf(element, place), errors })
  }
  if (refused.length > 0) return validationProblem(refused)
  const origin = new URL(request.url).origin
  const made = read.body.flatMap((element, place) => {
    if (element['id'] !== undefined) return []
    const field = context.store.fields[entity].putField({
      ...writable(context, element),
      id: nextFieldId(context),
      type: element['type'] as string,
    })
    return [{ ...field, request_id: requestIdOf(element, place), _links: fieldLink(origin, field) }]
  })
  return hal({ _total_items: made.length, _embedded: { custom_fields: made } }, 201)
}

/** PATCH of a list of fields, each with `id`. */
export async function updateFields(
  context: HostContext,
  entity: EntityType,
  request: Request,
): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const refused: ElementIssues[] = []
  for (const [place, element] of read.body.entries()) {
    const field = context.store.fields[entity].field(Number(element['id']))
    const errors = field ? findIssues(context, entity, element, field) : [notSupported('id')]
    if (errors.length > 0) refused.push({ request_id: requestIdOf(element, place), errors })
  }
  if (refused.length > 0) return validationProblem(refused)
  const origin = new URL(request.url).origin
  const changed = read.body.map((element, place) => {
    const set = { ...writable(context, element), id: Number(element['id']) }
    const field = context.store.fields[entity].putField(set)
    return { ...field, request_id: requestIdOf(element, place), _links: fieldLink(origin, field) }
  })
  return hal({ _total_items: changed.length, _embedded: { custom_fields: changed } }, 201)
}

/** PATCH of one field. */
export async function updateOneField(
  context: HostContext,
  entity: EntityType,
  id: number,
  request: Request,
): Promise<Response> {
  const read = await readObject(request)
  if (!read.ok) return read.response
  const known = context.store.fields[entity].field(id)
  if (!known) return problem(404)
  const errors = findIssues(context, entity, read.body, known)
  if (errors.length > 0) return validationProblem([{ request_id: requestIdOf(read.body, 0), errors }])
  const field = context.store.fields[entity].putField({ ...writable(context, read.body), id })
  return hal({ ...field, _links: fieldLink(new URL(request.url).origin, field) })
}

function findNewIssues(element: Element): ValidationIssue[] {
  const issues: ValidationIssue[] = []
  const { name, type } = element
  if (typeof name !== 'string' || name.trim() === '') issues.push(missing('name'))
  if (type === undefined) issues.push(missing('type'))
  else if (typeof type !== 'string' || !TYPES.has(type)) issues.push(notSupported('type'))
  return issues
}

function findIssues(
  context: HostContext,
  entity: EntityType,
  element: Element,
  known: WireField | null,
): ValidationIssue[] {
  const registry = context.store.fields[entity]
  const issues: ValidationIssue[] = []
  const { code, group_id: groupId, sort, is_api_only: isApiOnly } = element
  if (sort !== undefined && !Number.isInteger(sort)) issues.push(wrongType('sort', 'int'))
  if (isApiOnly !== undefined && typeof isApiOnly !== 'boolean') issues.push(wrongType('is_api_only', 'bool'))
  if (typeof groupId === 'string' && !registry.group(groupId)) issues.push(notSupported('group_id'))
  if (typeof code !== 'string') return issues
  if (context.faults.unverified.lowerCaseFieldCode === '400' && /[a-z]/.test(code))
    issues.push(notSupported('code'))
  const owner = registry.fieldByCode(code)
  if (owner && owner.id !== known?.id) issues.push(takenCode())
  return issues
}

function writable(context: HostContext, element: Element): Omit<Partial<WireField>, 'id'> {
  const set: Omit<Given<WireField, 'id'>, 'id'> = {}
  const { name, code, sort, is_api_only, group_id, required_statuses, remind, currency, enums } = element
  if (typeof name === 'string') set.name = name
  if (typeof code === 'string') set.code = code
  if (typeof sort === 'number') set.sort = sort
  if (typeof is_api_only === 'boolean') set.is_api_only = is_api_only
  if (typeof group_id === 'string' || group_id === null)
    set.group_id = group_id === 'default' ? null : group_id
  if (Array.isArray(required_statuses)) set.required_statuses = required_statuses
  if (typeof remind === 'string') set.remind = remind
  if (typeof currency === 'string') set.currency = currency
  if (Array.isArray(enums)) set.enums = enumsOf(context, enums as Partial<WireEnum>[])
  return set
}

function enumsOf(context: HostContext, given: Partial<WireEnum>[]): WireEnum[] {
  let next = 1_695_000
  for (const entity of ENTITY_TYPES)
    for (const field of context.store.fields[entity].fields)
      for (const choice of field.enums ?? []) next = Math.max(next, choice.id)
  return given.map((choice, place) => ({
    id: choice.id ?? ++next,
    value: choice.value ?? '',
    sort: choice.sort ?? 500 + place,
    ...(choice.code === undefined ? {} : { code: choice.code }),
  }))
}

/** Ids of fields are unique in the account and never used again. */
function nextFieldId(context: HostContext): number {
  let highest = lastIds.get(context.store) ?? 1_700_000
  for (const entity of ENTITY_TYPES)
    for (const field of context.store.fields[entity].fields) highest = Math.max(highest, field.id)
  lastIds.set(context.store, highest + 1)
  return highest + 1
}

const lastIds = new WeakMap<object, number>()

function fieldLink(origin: string, field: WireField): { self: { href: string } } {
  return selfLink(`${origin}/api/v4/${field.entity_type}/custom_fields/${field.id}`)
}

function takenCode(): ValidationIssue {
  return { code: 'NotUnique', path: 'code', detail: 'This value is already used.' }
}
