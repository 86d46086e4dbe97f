import { createRecord } from '../../account/createRecord'
import type { RecordSet } from '../../account/recordSet'
import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import { objectAt, objectsOf } from '../checkBatch'
import type { HostContext } from '../hostContext'
import type { ValidationIssue } from '../problem'
import { readRecordSet } from '../records/readRecordSet'
import { stampOf } from '../records/stampOf'
import { notSupported } from '../records/valueIssues'
import { mayAdd } from '../rights'

type Element = Record<string, unknown>

/** A card that comes with a deal: one that is there, or a new one. */
type Card = { id: number } | { set: RecordSet; element: Element }

/** A deal with the contact and the company that come with it, checked. */
export interface LeadBundle {
  lead: RecordSet
  element: Element
  contact: Card | null
  company: Card | null
}

/** What was made of a bundle. */
export interface MadeBundle {
  leadId: number
  contactId: number | null
  companyId: number | null
}

/** Checks a deal and its `_embedded.contacts[0]` and `_embedded.companies[0]`; issues of these bear their path. */
export function readBundle(
  context: HostContext,
  element: Element,
): { ok: true; bundle: LeadBundle } | { ok: false; issues: ValidationIssue[] } {
  const embedded = objectAt(element, '_embedded')
  // What comes along is read apart: it need not be there yet.
  const { contacts: _contacts, companies: _companies, ...others } = embedded
  const own = { ...element, _embedded: others }
  const lead = readRecordSet(context.store, 'leads', own, null, context.faults.unverified)
  const issues = lead.ok ? [] : lead.issues
  const contact = readCard(context, 'contacts', embedded['contacts'], issues)
  const company = readCard(context, 'companies', embedded['companies'], issues)
  if (!lead.ok || issues.length > 0) return { ok: false, issues }
  return { ok: true, bundle: { lead: lead.set, element, contact, company } }
}

/** Whether the user may make all that a bundle holds. */
export function mayMake(user: WireUser, { contact, company }: LeadBundle): boolean {
  const isNew = (card: Card | null): boolean => card !== null && 'set' in card
  return (
    mayAdd(user, 'leads') &&
    (!isNew(contact) || mayAdd(user, 'contacts')) &&
    (!isNew(company) || mayAdd(user, 'companies'))
  )
}

/** Makes the cards, then the deal linked to them. `plain` keys win over the deal's own. */
export function makeBundle(
  context: HostContext,
  user: WireUser,
  bundle: LeadBundle,
  plain: Record<string, unknown> = {},
): MadeBundle {
  const { store } = context
  const make = (entity: 'contacts' | 'companies', card: Card | null): number | null => {
    if (!card) return null
    if ('id' in card) return card.id
    return store
      .table(entity)
      .idAt(createRecord(store, entity, card.set, stampOf(context, user, card.element)))
  }
  const companyId = make('companies', bundle.company)
  const contactId = make('contacts', bundle.contact)
  const set: RecordSet = {
    ...bundle.lead,
    plain: { ...bundle.lead.plain, ...plain },
    ...(contactId === null ? {} : { contacts: [{ id: contactId, is_main: true }] }),
    ...(companyId === null ? {} : { companyId }),
  }
  const index = createRecord(store, 'leads', set, stampOf(context, user, bundle.element))
  return { leadId: store.table('leads').idAt(index), contactId, companyId }
}

function readCard(
  context: HostContext,
  entity: Extract<EntityType, 'contacts' | 'companies'>,
  given: unknown,
  issues: ValidationIssue[],
): Card | null {
  const [element] = objectsOf(given)
  if (element === undefined) return null
  const path = `_embedded.${entity}.0`
  const { id } = element
  if (typeof id === 'number') {
    if (context.store.table(entity).liveIndexOf(id) < 0) issues.push(notSupported(`${path}.id`))
    return { id }
  }
  const read = readRecordSet(context.store, entity, element, null, context.faults.unverified)
  if (read.ok) return { set: read.set, element }
  issues.push(...read.issues.map((issue) => ({ ...issue, path: `${path}.${issue.path}` })))
  return null
}
