import type { SourceColumns } from '../records/columns'
import type { Settings } from '../settings/settings'
import { isInexact } from '../records/exactMinor'
import { classCode } from './classCode'
import type { CountedItems } from './countedItems'
import { splitLarge } from './splitLarge'

/** Gets what each card is given. Cards are dense indexes, `code` is a `ClassCode` above 0, money is in minor units. */
export interface ContributionSink {
  /** `whole` differs from `amount` when the amount is split among contacts. */
  addToContact(contact: number, code: number, count: number, amount: number, whole: number): void
  /** `isViaContact`: the deal itself has no company and comes through its contacts. */
  addToCompany(company: number, code: number, count: number, amount: number, isViaContact: boolean): void
}

/** Who gets what: the cards' side of the settings, with a scratch column that tells which companies a row has reached already. */
export interface Attribution {
  readonly contacts: Settings['contacts']
  readonly companies: Settings['companies']
  readonly contactCompanies: SourceColumns['contactCompanies']
  /** By company: the last row that reached it, plus one. */
  readonly reachedBy: Uint32Array
}

/** The attribution by these settings over this source. Make one for each walk over one kind of items: it remembers rows. */
export const createAttribution = (
  source: Pick<SourceColumns, 'companies' | 'contactCompanies'>,
  settings: Pick<Settings, 'contacts' | 'companies'>,
): Attribution => ({
  contacts: settings.contacts,
  companies: settings.companies,
  contactCompanies: source.contactCompanies,
  reachedBy: new Uint32Array(settings.companies === 'withContacts' ? source.companies.count : 0),
})

/**
 * Attributes rows `from` … `to - 1` and gives every contribution to the sink: the one stream from which totals and explanations come.
 * A card gets a row once, whatever the number of paths. A split amount is exact: equal parts, and the remainder by one unit first
 * to the main contact, then by ascending id (below zero the units are taken away in the same order).
 *
 * The non-null assertions read typed arrays inside their bounds; a check for each would cost as much as the work.
 */
export const streamContributions = (
  items: CountedItems,
  attribution: Attribution,
  sink: ContributionSink,
  from: number,
  to: number,
): void => {
  const { stage, classes, amounts, counts, isDeleted, skipsFree } = items
  const contactOffsets = items.contacts.offsets
  const contactTargets = items.contacts.targets
  const companyOffsets = items.companies.offsets
  const companyTargets = items.companies.targets
  const isMainOnly = attribution.contacts === 'main'
  const isSplit = attribution.contacts === 'split'
  const isWithContacts = attribution.companies === 'withContacts'
  const linkOffsets = attribution.contactCompanies.offsets
  const linkTargets = attribution.contactCompanies.targets
  const linkedContacts = linkOffsets.length - 1
  const { reachedBy } = attribution

  for (let row = from; row < to; row += 1) {
    if (isDeleted[row] !== 0) continue
    let code = classes[stage[row]!]!
    if (code === classCode.none) continue
    const amount = amounts[row]!
    const count = counts === null ? 1 : counts[row]!
    if (amount === 0) {
      if (count === 0) continue
      if (skipsFree && code === classCode.bought) code = classCode.boughtFree
    }

    const firstContact = contactOffsets[row]!
    const afterContacts = contactOffsets[row + 1]!
    const sharers = afterContacts - firstContact
    if (isSplit && sharers > 1 && isInexact(amount)) {
      const shares = splitLarge(amount, sharers)
      for (let place = 0; place < sharers; place += 1)
        sink.addToContact(contactTargets[firstContact + place]!, code, count, shares[place]!, amount)
    } else if (isSplit && sharers > 1) {
      const remainder = amount % sharers
      const part = (amount - remainder) / sharers
      const unit = remainder < 0 ? -1 : 1
      const afterExtra = firstContact + Math.abs(remainder)
      for (let link = firstContact; link < afterContacts; link += 1)
        sink.addToContact(contactTargets[link]!, code, count, link < afterExtra ? part + unit : part, amount)
    } else {
      const afterChosen = isMainOnly && sharers > 1 ? firstContact + 1 : afterContacts
      for (let link = firstContact; link < afterChosen; link += 1)
        sink.addToContact(contactTargets[link]!, code, count, amount, amount)
    }

    const firstCompany = companyOffsets[row]!
    const afterCompanies = companyOffsets[row + 1]!
    for (let link = firstCompany; link < afterCompanies; link += 1)
      sink.addToCompany(companyTargets[link]!, code, count, amount, false)
    if (!isWithContacts || afterCompanies > firstCompany) continue
    for (let link = firstContact; link < afterContacts; link += 1) {
      const contact = contactTargets[link]!
      if (contact >= linkedContacts) continue
      const afterLinks = linkOffsets[contact + 1]!
      for (let position = linkOffsets[contact]!; position < afterLinks; position += 1) {
        const company = linkTargets[position]!
        if (reachedBy[company] === row + 1) continue
        reachedBy[company] = row + 1
        sink.addToCompany(company, code, count, amount, true)
      }
    }
  }
}
