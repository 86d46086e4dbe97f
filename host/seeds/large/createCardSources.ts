import type { FileCompany, FileContact } from '../../account/accountFile'
import type { RecordSource } from '../../account/recordSource'
import { hashIntegers } from '../createRandom'
import { emailValue, fieldIds, phoneValue } from '../demo/demoFields'
import { groupOf, salesPeople } from '../demo/demoUsers'
import { familyNames, femaleNames, maleNames } from '../demo/personNames'
import type { LargeLinks } from './createLinks'
import {
  createdAt,
  createFacts,
  createIdRange,
  type Facts,
  type LargeSize,
  pickByChance,
  updatedAt,
} from './largeFacts'

const trades = [
  'Альфа',
  'Берег',
  'Вектор',
  'Горизонт',
  'Дельта',
  'Кристалл',
  'Меридиан',
  'Орбита',
  'Парус',
  'Сфера',
]
const firstNames = [...maleNames, ...femaleNames]

/** People, three quarters of them with a company; names repeat, phones do not. */
export function createContactSource(size: LargeSize, links: LargeLinks): RecordSource<FileContact> {
  const facts = createFacts(size.seed, 'contacts')
  const ids = createIdRange(facts, 'contacts', size.contacts)
  return {
    count: size.contacts,
    ...ids,
    createdAtAt: (index) => createdAt(index, size.contacts),
    updatedAtAt: (index) => updatedAt(index, size.contacts, facts),
    companyIdAt: (index) => links.companyIdOfContact(index),
    recordAt(index) {
      const { first, last } = nameOf(size.seed, index)
      const companyId = links.companyIdOfContact(index)
      return {
        id: ids.idAt(index),
        name: `${first} ${last}`,
        first_name: first,
        last_name: last,
        ...stampsOf(facts, index, size.contacts),
        custom_fields_values: [
          phoneValue(fieldIds.contactPhone, `+7999${String(index).padStart(7, '0')}`),
          emailValue(fieldIds.contactEmail, `contact${index + 1}@example.ru`),
        ],
        _embedded: { tags: [], companies: companyId === null ? [] : [{ id: companyId }] },
      }
    },
  }
}

/** Companies with numbered names. */
export function createCompanySource(size: LargeSize): RecordSource<FileCompany> {
  const facts = createFacts(size.seed, 'companies')
  const ids = createIdRange(facts, 'companies', size.companies)
  return {
    count: size.companies,
    ...ids,
    createdAtAt: (index) => createdAt(index, size.companies),
    updatedAtAt: (index) => updatedAt(index, size.companies, facts),
    recordAt: (index) => ({
      id: ids.idAt(index),
      name: `ООО «${pickByChance(trades, facts(index, 'name'))}-${index + 1}»`,
      ...stampsOf(facts, index, size.companies),
      custom_fields_values: [emailValue(fieldIds.companyEmail, `office@company${index + 1}.example.com`)],
      _embedded: { tags: [] },
    }),
  }
}

function nameOf(seed: number, index: number): { first: string; last: string } {
  const hash = hashIntegers(seed, index)
  const first = pickByChance(firstNames, (hash & 0xffff) / 0x10000)
  const last = pickByChance(familyNames, (hash >>> 16) / 0x10000)
  return { first, last: femaleNames.includes(first) ? `${last}а` : last }
}

function stampsOf(facts: Facts, index: number, count: number) {
  const userId = pickByChance(salesPeople, facts(index, 'author'))
  return {
    responsible_user_id: userId,
    group_id: groupOf(userId),
    created_by: userId,
    updated_by: userId,
    created_at: createdAt(index, count),
    updated_at: updatedAt(index, count, facts),
  }
}
