import type { LinkColumns } from './columns'
import { createLinkColumnsBuilder } from './createLinkColumnsBuilder'
import type { GrowingParentIndex } from './createParentIndex'
import type { ParentCard } from './parentCard'
import { runAtOnce } from './runAtOnce'
import type { Steps } from './steps'
import { toTargets } from './toTargets'

export interface ContactCompaniesBuilder {
  /** The contact's company as it is now, in place of the one that was appended before. */
  append(contact: Pick<ParentCard, 'id' | 'companyIds'>): void
  /** See `createLinkColumnsBuilder`; rows are contact indexes. */
  load(from: number, links: LinkColumns): void
  slice(from: number, to: number): LinkColumns
  /** Companies by contact index, as long as the index of contacts is now. */
  finish(): LinkColumns
  /** The same in steps; see `createLeadColumnsBuilder`. */
  finishInSteps(): Steps<LinkColumns>
}

/** An empty builder of `SourceColumns.contactCompanies`. */
export const createContactCompaniesBuilder = (
  contacts: GrowingParentIndex,
  companies: GrowingParentIndex,
): ContactCompaniesBuilder => {
  const links = createLinkColumnsBuilder()
  return {
    append(contact) {
      links.set(contacts.add(contact.id), toTargets(contact.companyIds, companies))
    },
    load(from, given) {
      links.load(from, given)
    },
    slice: (from, to) => links.slice(from, to),
    finish: () => runAtOnce(links.copy(contacts.count)),
    finishInSteps: () => links.copy(contacts.count),
  }
}
