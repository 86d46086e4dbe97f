import { createFacts, createIdRange, type Facts, type LargeSize } from './largeFacts'

/** Who deals, buyers and contacts belong to, as ids. */
export interface LargeLinks {
  /** None to three contacts, 1.33 on average; the first is the main one. */
  contactIds(facts: Facts, index: number): readonly number[]
  /** The company of the main contact or another one; null for 30 %. */
  companyId(facts: Facts, index: number): number | null
  /** The company of a contact, by the contact's index; null for a quarter. */
  companyIdOfContact(index: number): number | null
}

/** Links as pure functions of the index. Some contacts and companies have far more deals than others. */
export function createLinks(size: LargeSize): LargeLinks {
  const contactFacts = createFacts(size.seed, 'contacts')
  const contacts = createIdRange(contactFacts, 'contacts', size.contacts)
  const companies = createIdRange(createFacts(size.seed, 'companies'), 'companies', size.companies)
  const mainContact = (facts: Facts, index: number): number =>
    Math.floor(facts(index, 'contact') ** 1.3 * size.contacts)
  const companyIdOfContact = (index: number): number | null => {
    const chance = contactFacts(index, 'company')
    if (chance < 0.25 || size.companies === 0) return null
    return companies.idAt(Math.floor(((chance - 0.25) / 0.75) ** 1.3 * size.companies))
  }
  return {
    companyIdOfContact,
    contactIds(facts, index) {
      const count = Math.min(size.contacts, contactCount(facts(index, 'contactCount')))
      if (count === 0) return []
      const main = mainContact(facts, index)
      const stride = 1 + (main % Math.max(1, Math.floor(size.contacts / 3) - 1))
      return Array.from({ length: count }, (_, place) =>
        contacts.idAt((main + place * (size.contacts > 3 ? stride : 1)) % size.contacts),
      )
    },
    companyId(facts, index) {
      const chance = facts(index, 'company')
      if (chance >= 0.7 || size.companies === 0) return null
      const own = size.contacts === 0 ? null : companyIdOfContact(mainContact(facts, index))
      if (own !== null && chance < 0.65) return own
      return companies.idAt(Math.floor(facts(index, 'otherCompany') * size.companies))
    },
  }
}

function contactCount(chance: number): number {
  if (chance < 0.08) return 0
  if (chance < 0.66) return 1
  return chance < 0.93 ? 2 : 3
}
