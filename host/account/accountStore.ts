import type { AccountFile, AccountSources, FileLead } from './accountFile'
import { createAccountLists, type AccountLists } from './accountLists'
import { createArraySource } from './arraySource'
import { createCatalogFields } from './catalogFields'
import { Clock } from './clock'
import { fillAccount } from './defaultAccount'
import { createDefaultFields } from './defaultFields'
import {
  createCustomerStatuses,
  createPipelinesFor,
  fillCustomerStatus,
  fillPipeline,
  LOST_STAGE,
  WON_STAGE,
} from './defaultPipelines'
import { createDefaultUsers, fillUser, USER_IDS } from './defaultUsers'
import { EventLog } from './eventLog'
import { FieldRegistry } from './fieldRegistry'
import {
  type FillContext,
  fillCompany,
  fillContact,
  fillCustomer,
  fillLead,
  RECORD_TEMPLATES,
} from './fillRecords'
import { LinkIndex } from './linkIndex'
import { normalizeTags } from './normalizeTags'
import type { RecordSource } from './recordSource'
import { RecordTable } from './recordTable'
import { toHundredths } from './toHundredths'
import { ENTITY_TYPES, type EntityType, type Given, type WireRecord, type WireRecords } from './wire'
import type { WireAccount, WireCustomerStatus, WirePipeline, WireUser, WireWidget } from './wireAccount'
import { createIntegrations, type WireIntegration } from './wireIntegration'

/** A change that webhooks and watchers hear of. */
export interface RecordChange {
  action: 'add' | 'update' | 'delete' | 'restore' | 'status' | 'responsible'
  entity: EntityType
  index: number
  /** The record before the change, where there was one. */
  before: WireRecord | null
}

type FileRecord = Given<WireRecord, 'id'>

/** Code of the widget that every account has installed when its file does not say otherwise. */
export const DEFAULT_WIDGET_CODE = 'sales_analytics'

/** A whole account: its records, links, fields, events and settings, with everything written so far. */
export class AccountStore {
  readonly clock: Clock
  readonly account: WireAccount
  readonly users: WireUser[]
  readonly pipelines: WirePipeline[]
  readonly customerStatuses: WireCustomerStatus[]
  readonly widgets: WireWidget[]
  readonly integrations: WireIntegration[]
  readonly tables: { readonly [E in EntityType]: RecordTable<WireRecords[E]> }
  readonly fields: Readonly<Record<EntityType, FieldRegistry>>
  /** Fields of the elements of each catalog, by its id. */
  readonly catalogFields: Map<number, FieldRegistry>
  readonly links: Readonly<Record<'leads' | 'customers' | 'contacts', LinkIndex>>
  readonly lists: AccountLists
  readonly events: EventLog
  /** Called after each change of a record. */
  readonly watchers: ((change: RecordChange) => void)[] = []

  /** `file` must have passed `parseAccountFile`; lists in `sources` stand instead of the file's. */
  constructor(file: AccountFile, sources: AccountSources = {}, clock: Clock = new Clock()) {
    this.clock = clock
    this.account = fillAccount(file.account ?? {})
    const accountId = this.account.id
    this.fields = createFields(file, accountId)
    this.lists = createAccountLists(file, accountId)
    this.catalogFields = createCatalogFields(file.catalog_custom_fields, this.lists, accountId)
    const pipelines = file.pipelines ?? createPipelinesFor(stagePairs(file, sources.leads))
    this.pipelines = pipelines.map((pipeline, index) => fillPipeline(pipeline, index, accountId))
    this.customerStatuses = (file.customers_statuses ?? createCustomerStatuses()).map((status, index) =>
      fillCustomerStatus(status, index, accountId),
    )
    this.users = mergeUsers(file, this.pipelines)
    const context = this.#fillContext()
    const leads =
      sources.leads ?? this.#sourceOf('leads', file, (lead) => fillLead(lead as FileLead, context))
    const contacts = sources.contacts ?? this.#sourceOf('contacts', file, (one) => fillContact(one, context))
    const companies =
      sources.companies ?? this.#sourceOf('companies', file, (one) => fillCompany(one, context))
    const customers =
      sources.customers ?? this.#sourceOf('customers', file, (one) => fillCustomer(one, context))
    this.tables = {
      leads: new RecordTable(leads, (lead) => fillLead(lead as FileLead, context)),
      contacts: new RecordTable(contacts, (contact) => fillContact(contact, context)),
      companies: new RecordTable(companies, (company) => fillCompany(company, context)),
      customers: new RecordTable(customers, (customer) => fillCustomer(customer, context)),
    }
    const parents = this.tables as unknown as Record<'contacts' | 'companies', RecordTable<WireRecord>>
    this.links = {
      leads: new LinkIndex(leads, this.table('leads'), parents),
      customers: new LinkIndex(customers, this.table('customers'), parents),
      contacts: new LinkIndex(contacts, this.table('contacts'), parents),
    }
    this.events = createEvents(file, accountId)
    this.widgets = (file.widgets ?? [{ code: DEFAULT_WIDGET_CODE }]).map((widget) => ({
      installed: true,
      active: true,
      configured: true,
      trouble: null,
      settings: {},
      ...widget,
    }))
    this.integrations = createIntegrations(
      file.integrations,
      this.widgets.map(({ code }) => code),
    )
  }

  /** The table of an entity, seen as a table of what all entities share. */
  table(entity: EntityType): RecordTable<WireRecord> {
    return this.tables[entity] as unknown as RecordTable<WireRecord>
  }

  /** The user with this id, if the account has one. */
  user(id: number): WireUser | undefined {
    return this.users.find((user) => user.id === id)
  }

  /** Builds what is otherwise built by the first request of its kind. */
  prepare(): void {
    for (const links of Object.values(this.links)) links.prepare()
    for (const entity of ENTITY_TYPES)
      for (const key of ['id', 'updated_at', 'created_at'] as const) this.table(entity).order(key)
  }

  /** Records of the file as a source, filled once: reading one is then a copy. */
  #sourceOf<E extends EntityType>(
    entity: E,
    file: AccountFile,
    fill: (record: FileRecord) => WireRecords[E],
  ): RecordSource<WireRecords[E]> {
    const registry = this.fields[entity]
    const given: readonly FileRecord[] = file[entity] ?? []
    const records = given.map((record) => {
      const { custom_fields_values: values, _embedded: embedded } = record
      const copy: FileRecord = { ...RECORD_TEMPLATES[entity], ...record }
      if (values) copy.custom_fields_values = registry.normalize(values)
      if (embedded) copy._embedded = normalizeTags(entity, embedded, this.lists.tags)
      return fill(copy)
    })
    return createArraySource(records)
  }

  #fillContext(): FillContext {
    const groups = new Map(this.users.map((user) => [user.id, user.rights.group_id ?? 0]))
    const purchases = new Map<number, { count: number; sum: number }>()
    for (const purchase of this.lists.transactions.values()) {
      if (purchase.is_deleted) continue
      const known = purchases.get(purchase.customer_id) ?? { count: 0, sum: 0 }
      // Cents, so that a long list of fractions adds up exactly.
      const sum = (toHundredths(known.sum) + toHundredths(purchase.price)) / 100
      purchases.set(purchase.customer_id, { count: known.count + 1, sum })
    }
    const none = { count: 0, sum: 0 }
    const admin = this.users.find((user) => user.rights.is_admin)
    return {
      accountId: this.account.id,
      ownerId: admin?.id ?? USER_IDS.admin,
      groupOf: (userId) => groups.get(userId) ?? 0,
      firstCustomerStatusId: this.customerStatuses[0]?.id ?? 0,
      purchasesOf: (customerId) => purchases.get(customerId) ?? none,
    }
  }
}

function createFields(file: AccountFile, accountId: number): Record<EntityType, FieldRegistry> {
  const registry = (entity: EntityType): FieldRegistry => {
    const made = new FieldRegistry(entity, accountId)
    for (const group of file.custom_fields_groups?.[entity] ?? []) {
      const { fields: _fields, ...plain } = group as typeof group & { fields?: unknown }
      made.putGroup(plain)
    }
    for (const field of file.custom_fields?.[entity] ?? createDefaultFields(entity)) made.putField(field)
    return made
  }
  return {
    leads: registry('leads'),
    contacts: registry('contacts'),
    companies: registry('companies'),
    customers: registry('customers'),
  }
}

function mergeUsers(file: AccountFile, pipelines: WirePipeline[]): WireUser[] {
  const given = (file.users ?? []).map(fillUser)
  const known = new Set(given.map((user) => user.id))
  const last = pipelines.at(-1)
  const hidden = last?._embedded.statuses.find(
    (stage) => stage.type === 0 && stage.id !== WON_STAGE && stage.id !== LOST_STAGE,
  )
  const standing = createDefaultUsers(last && hidden ? { pipelineId: last.id, stageId: hidden.id } : null)
  return [...given, ...standing.filter((user) => !known.has(user.id))]
}

function createEvents(file: AccountFile, accountId: number): EventLog {
  const log = new EventLog(accountId)
  const given = (file.events ?? []).map((event) => ({
    id: '',
    created_by: 0,
    created_at: 1_700_000_000,
    value_after: [],
    value_before: [],
    account_id: accountId,
    ...event,
  }))
  for (const event of given.sort((one, other) => one.created_at - other.created_at)) log.addGiven(event)
  return log
}

function* stagePairs(
  file: AccountFile,
  source: RecordSource<FileLead> | undefined,
): Iterable<{ pipelineId: number; stageId: number }> {
  const count = source ? source.count : (file.leads?.length ?? 0)
  for (let index = 0; index < count; index++) {
    const lead = source ? source.recordAt(index) : file.leads?.[index]
    if (lead) yield { pipelineId: lead.pipeline_id, stageId: lead.status_id }
  }
}
