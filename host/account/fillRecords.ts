import { MISSING_TIME } from './arraySource'
import type { FileCompany, FileContact, FileCustomer, FileLead } from './accountFile'
import { LOST_STAGE, WON_STAGE } from './defaultPipelines'
import type { EntityType, WireCompany, WireContact, WireCustomer, WireLead, WireRecord } from './wire'

/** What the defaults of a record depend on. */
export interface FillContext {
  accountId: number
  /** Responsible user of a record that names none. */
  ownerId: number
  /** Group of a user; 0 is the first group. */
  groupOf: (userId: number) => number
  /** First stage of buyers. */
  firstCustomerStatusId: number
  /** Count and sum (major units) of a buyer's purchases. */
  purchasesOf: (customerId: number) => { count: number; sum: number }
}

/** Keys of a complete record, all absent: a record laid over them has its keys in place before it is filled, which is quick. */
export const RECORD_TEMPLATES: Readonly<Record<EntityType, Readonly<Record<string, undefined>>>> = {
  leads: absent([
    'price',
    'status_id',
    'pipeline_id',
    'loss_reason_id',
    'source_id',
    'closed_at',
    'score',
    'labor_cost',
  ]),
  contacts: absent(['first_name', 'last_name', 'is_unsorted']),
  companies: absent([]),
  customers: absent([
    'next_price',
    'next_date',
    'status_id',
    'periodicity',
    'ltv',
    'purchases_count',
    'average_check',
  ]),
}

/** Completes a fresh deal in place; a fraction in `price` goes to `price_with_minor_units`, as the CRM keeps it. */
export function fillLead(given: FileLead, context: FillContext): WireLead {
  const lead: Partial<WireLead> & FileLead = given
  fillCommon(lead, context)
  lead.name ??= `Сделка #${lead.id}`
  if (lead.closed_at === undefined) {
    const isClosed = lead.status_id === WON_STAGE || lead.status_id === LOST_STAGE
    lead.closed_at = isClosed ? MISSING_TIME : null
  }
  lead.loss_reason_id ??= null
  lead.source_id ??= null
  lead.score ??= null
  lead.labor_cost ??= null
  if (!Number.isInteger(lead.price)) {
    lead.price_with_minor_units ??= lead.price
    lead.price = Math.trunc(lead.price)
  }
  return lead as WireLead
}

/** Completes a fresh contact in place: its full name from the parts or the parts from the name. */
export function fillContact(given: FileContact, context: FillContext): WireContact {
  const contact: Partial<WireContact> & FileContact = given
  fillCommon(contact, context)
  contact.name ??= [contact.first_name, contact.last_name].filter(Boolean).join(' ')
  if (contact.first_name === undefined && contact.last_name === undefined) {
    const space = contact.name.indexOf(' ')
    contact.first_name = space < 0 ? contact.name : contact.name.slice(0, space)
    contact.last_name = space < 0 ? '' : contact.name.slice(space + 1)
  }
  contact.first_name ??= ''
  contact.last_name ??= ''
  contact.is_unsorted ??= false
  return contact as WireContact
}

/** Completes a fresh company in place. */
export function fillCompany(given: FileCompany, context: FillContext): WireCompany {
  const company: Partial<WireCompany> & FileCompany = given
  fillCommon(company, context)
  company.name ??= `Компания #${company.id}`
  return company as WireCompany
}

/** Completes a fresh buyer in place; figures that are not given come from its purchases. */
export function fillCustomer(given: FileCustomer, context: FillContext): WireCustomer {
  const customer: Partial<WireCustomer> & FileCustomer = given
  fillCommon(customer, context)
  customer.name ??= `Покупатель #${customer.id}`
  customer.next_price ??= 0
  customer.next_date ??= null
  customer.status_id ??= context.firstCustomerStatusId
  customer.periodicity ??= 0
  if (customer.ltv === undefined || customer.purchases_count === undefined) {
    const purchases = context.purchasesOf(customer.id)
    customer.ltv ??= purchases.sum
    customer.purchases_count ??= purchases.count
  }
  customer.average_check ??=
    customer.purchases_count > 0 ? Math.round(customer.ltv / customer.purchases_count) : 0
  return customer as WireCustomer
}

function fillCommon(record: Partial<WireRecord> & { id: number }, context: FillContext): void {
  const owner = (record.responsible_user_id ??= context.ownerId)
  if (record.group_id === undefined) record.group_id = context.groupOf(owner)
  record.created_by ??= owner
  record.updated_by ??= record.created_by
  record.created_at ??= MISSING_TIME
  record.updated_at ??= MISSING_TIME
  record.closest_task_at ??= null
  record.is_deleted ??= false
  record.custom_fields_values ??= null
  record.account_id ??= context.accountId
}

function absent(own: string[]): Record<string, undefined> {
  const common = [
    'id',
    'name',
    'responsible_user_id',
    'group_id',
    'created_by',
    'updated_by',
    'created_at',
    'updated_at',
  ]
  const rest = ['closest_task_at', 'is_deleted', 'custom_fields_values', 'account_id', '_embedded']
  return Object.fromEntries([...common, ...own, ...rest].map((key) => [key, undefined]))
}
