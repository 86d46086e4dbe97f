import type { AccountStore } from '../../account/accountStore'
import type { RecordSet } from '../../account/recordSet'
import type { EntityType, WireLead, WireRecord, WireTag } from '../../account/wire'
import { objectAt, objectsOf } from '../checkBatch'
import type { ValidationIssue } from '../problem'
import type { UnverifiedSwitches } from '../unverified'
import { readFieldValues } from './readFieldValues'
import { missing, notSupported } from './valueIssues'

/** A checked element of a write, or what does not fit in it. */
export type ReadRecordSet = { ok: true; set: RecordSet } | { ok: false; issues: ValidationIssue[] }

type Kind = 'string' | 'int' | 'numeric' | 'user' | 'time?'

const COMMON: Readonly<Record<string, Kind>> = {
  name: 'string',
  responsible_user_id: 'user',
  created_by: 'user',
  created_at: 'int',
}

const KEYS: Readonly<Record<EntityType, Readonly<Record<string, Kind>>>> = {
  leads: {
    ...COMMON,
    price: 'numeric',
    status_id: 'int',
    pipeline_id: 'int',
    loss_reason_id: 'time?',
    closed_at: 'time?',
  },
  contacts: { ...COMMON, first_name: 'string', last_name: 'string' },
  companies: COMMON,
  customers: { ...COMMON, next_price: 'numeric', next_date: 'time?', status_id: 'int', periodicity: 'int' },
}

/**
 * Checks an element of POST or PATCH. Keys that are not writable (`account_id`, `_links`, `updated_at`…) are passed
 * over, as the CRM does with entities that are sent back whole; wrong users and stages are refused.
 * `before` is the record as it stands, null for a new one.
 */
export function readRecordSet(
  store: AccountStore,
  entity: EntityType,
  element: Record<string, unknown>,
  before: WireRecord | null,
  unverified: Pick<UnverifiedSwitches, 'emptyArrayClears' | 'nullKeys'>,
): ReadRecordSet {
  const issues: ValidationIssue[] = []
  const plain: Record<string, unknown> = {}
  for (const [key, kind] of Object.entries(KEYS[entity])) {
    const value = element[key]
    if (value === undefined) continue
    if (value === null && kind !== 'time?' && unverified.nullKeys === 'ignored') continue
    const issue = findKindIssue(store, key, value, kind)
    if (issue) issues.push(issue)
    else plain[key] = value
  }
  const updater = element['updated_by'] ?? undefined
  const issue = updater === undefined ? null : findKindIssue(store, 'updated_by', updater, 'user')
  if (issue) issues.push(issue)
  if (entity === 'leads') issues.push(...placeLead(store, plain, before))
  if (entity === 'customers') issues.push(...findCustomerIssues(store, plain, before))
  const values = readFieldValues(
    store.fields[entity],
    element['custom_fields_values'],
    unverified.emptyArrayClears,
  )
  issues.push(...values.issues)
  if (issues.length > 0) return { ok: false, issues }
  const set: RecordSet = { plain, values: values.values }
  readTags(element, set)
  if (before === null) readLinks(element, entity, set)
  if (before === null && entity === 'leads') readSource(store, element, set)
  if (entity === 'customers') readSegments(store, element, set)
  return { ok: true, set }
}

function findKindIssue(
  store: AccountStore,
  path: string,
  value: unknown,
  kind: Kind,
): ValidationIssue | null {
  const type = kind === 'string' ? 'string' : kind === 'numeric' ? 'numeric' : 'int'
  const isNullable = kind === 'time?'
  const fits =
    kind === 'string'
      ? typeof value === 'string'
      : kind === 'numeric'
        ? typeof value === 'number' && Number.isFinite(value)
        : Number.isInteger(value) || (isNullable && value === null)
  if (!fits) return { code: 'InvalidType', path, detail: `This value should be of type ${type}.` }
  if (kind !== 'user' || (value === 0 && path !== 'responsible_user_id')) return null
  return store.user(value as number)?.rights.is_active ? null : notSupported(path)
}

/** Completes a moved deal's pair of pipeline and stage, and refuses a pair that the account does not have. */
function placeLead(
  store: AccountStore,
  plain: Record<string, unknown>,
  before: WireRecord | null,
): ValidationIssue[] {
  if (plain['pipeline_id'] === undefined && plain['status_id'] === undefined) return []
  const lead = before as WireLead | null
  const main = store.pipelines.find((pipeline) => pipeline.is_main) ?? store.pipelines[0]
  const pipelineId = plain['pipeline_id'] ?? lead?.pipeline_id ?? main?.id
  const pipeline = store.pipelines.find(({ id }) => id === pipelineId)
  const isSamePipeline = lead?.pipeline_id === pipelineId
  if (!pipeline)
    return isSamePipeline && plain['status_id'] === lead?.status_id ? [] : [notSupported('pipeline_id')]
  const stages = pipeline._embedded.statuses
  const first = stages.find((stage) => stage.type === 0)?.id
  const stageId = plain['status_id'] ?? (isSamePipeline ? lead?.status_id : first)
  const isKept = isSamePipeline && stageId === lead?.status_id
  if (!isKept && !stages.some((stage) => stage.id === stageId)) return [notSupported('status_id')]
  Object.assign(plain, { pipeline_id: pipelineId, status_id: stageId })
  return []
}

function findCustomerIssues(
  store: AccountStore,
  plain: Record<string, unknown>,
  before: WireRecord | null,
): ValidationIssue[] {
  const issues: ValidationIssue[] = []
  if (before === null && plain['name'] === undefined) issues.push(missing('name'))
  const isPeriodic = store.account.customers_mode === 'periodicity'
  if (before === null && isPeriodic && plain['next_date'] === undefined) issues.push(missing('next_date'))
  const stage = plain['status_id']
  if (stage !== undefined && !store.customerStatuses.some((status) => status.id === stage))
    issues.push(notSupported('status_id'))
  return issues
}

function readTags(element: Record<string, unknown>, set: RecordSet): void {
  const add = element['tags_to_add']
  const remove = element['tags_to_delete']
  if (Array.isArray(add) || Array.isArray(remove)) {
    set.tags = { add: tagsOf(add), remove: tagsOf(remove) }
    return
  }
  const embedded = element['_embedded']
  if (typeof embedded !== 'object' || embedded === null || !('tags' in embedded)) return
  set.tags = { replace: tagsOf(embedded.tags) }
}

function tagsOf(given: unknown): Partial<WireTag>[] {
  if (!Array.isArray(given)) return []
  return given.filter((tag): tag is Partial<WireTag> => typeof tag === 'object' && tag !== null)
}

/** A new deal names its source by the outer id; without a pipeline it goes to the source's. */
function readSource(store: AccountStore, element: Record<string, unknown>, set: RecordSet): void {
  const externalId = objectAt(objectAt(element, '_embedded'), 'source')['external_id']
  const found = [...store.lists.sources.values()].find((source) => source.external_id === externalId)
  if (!found) return
  set.source = { id: found.id, name: found.name }
  const isPlaced = set.plain['pipeline_id'] !== undefined
  if (!isPlaced && found.pipeline_id !== null) set.plain['pipeline_id'] = found.pipeline_id
}

/** Segments that the account does not have are passed over. */
function readSegments(store: AccountStore, element: Record<string, unknown>, set: RecordSet): void {
  const { segments } = objectAt(element, '_embedded')
  if (!Array.isArray(segments)) return
  set.segments = objectsOf(segments).flatMap(({ id }) =>
    typeof id === 'number' && store.lists.segments.has(id) ? [{ id }] : [],
  )
}

function readLinks(element: Record<string, unknown>, entity: EntityType, set: RecordSet): void {
  const embedded = element['_embedded']
  if (typeof embedded !== 'object' || embedded === null) return
  const { contacts, companies } = embedded as Record<string, unknown>
  if (Array.isArray(contacts) && (entity === 'leads' || entity === 'customers'))
    set.contacts = objectsOf(contacts).flatMap(({ id, is_main: isMain }) =>
      typeof id === 'number' ? [{ id, is_main: isMain === true }] : [],
    )
  const company = objectsOf(companies)[0]?.['id']
  if (typeof company === 'number' && entity !== 'companies') set.companyId = company
}
