import { MISSING_TIME } from './arraySource'
import type { FileCompany, FileContact, FileCustomer, FileLead } from './accountFile'
import { LOST_STAGE, WON_STAGE } from './defaultPipelines'
import type { Given, WireCompany, WireContact, WireCustomer, WireLead, WireRecord } from './wire'

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

/** Completes a deal; a fraction in `price` goes to `price_with_minor_units`, as the CRM keeps it. */
export function fillLead(lead: FileLead, context: FillContext): WireLead {
  const closed = lead.status_id === WON_STAGE || lead.status_id === LOST_STAGE
  const full: WireLead = {
    ...commonOf(lead, `Сделка #${lead.id}`, context),
    loss_reason_id: null,
    source_id: null,
    closed_at: closed ? MISSING_TIME : null,
    score: null,
    labor_cost: null,
    ...lead,
  }
  if (!Number.isInteger(full.price)) {
    full.price_with_minor_units ??= full.price
    full.price = Math.trunc(full.price)
  }
  return full
}

/** Completes a contact: its full name from the parts or the parts from the name. */
export function fillContact(contact: FileContact, context: FillContext): WireContact {
  const joined = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
  const name = contact.name ?? joined
  const [first = '', ...rest] = name.split(' ')
  return {
    ...commonOf(contact, name, context),
    first_name: contact.last_name === undefined ? first : '',
    last_name: contact.first_name === undefined ? rest.join(' ') : '',
    is_unsorted: false,
    ...contact,
  }
}

/** Completes a company. */
export function fillCompany(company: FileCompany, context: FillContext): WireCompany {
  return { ...commonOf(company, `Компания #${company.id}`, context), ...company }
}

/** Completes a buyer; figures that are not given come from its purchases. */
export function fillCustomer(customer: FileCustomer, context: FillContext): WireCustomer {
  const purchases = context.purchasesOf(customer.id)
  const ltv = customer.ltv ?? purchases.sum
  const count = customer.purchases_count ?? purchases.count
  return {
    ...commonOf(customer, `Покупатель #${customer.id}`, context),
    next_price: 0,
    next_date: null,
    status_id: context.firstCustomerStatusId,
    periodicity: 0,
    average_check: count > 0 ? Math.round(ltv / count) : 0,
    ...customer,
    ltv,
    purchases_count: count,
  }
}

function commonOf(record: Given<WireRecord, 'id'>, name: string, context: FillContext): WireRecord {
  const owner = record.responsible_user_id ?? context.ownerId
  const author = record.created_by ?? owner
  return {
    id: record.id,
    name,
    responsible_user_id: owner,
    group_id: context.groupOf(owner),
    created_by: author,
    updated_by: author,
    created_at: MISSING_TIME,
    updated_at: MISSING_TIME,
    closest_task_at: null,
    is_deleted: false,
    custom_fields_values: null,
    account_id: context.accountId,
  }
}
