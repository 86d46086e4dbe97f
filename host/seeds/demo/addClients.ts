import type { FileContact } from '../../account/accountFile'
import type { WireFieldValues, WireTag } from '../../account/wire'
import type { Random } from '../createRandom'
import { createCompanyName } from './companyNames'
import { choiceValue, emailValue, fieldIds, heardFrom, phoneValue, plainValue, trades } from './demoFields'
import type { DemoClient, DemoLedger } from './demoLedger'
import { groupOf, salesPeople } from './demoUsers'
import { moscowTime } from './moscowTime'
import { createPersonName, formatLatin } from './personNames'

interface NewContact {
  readonly at: number
  readonly by: number
  readonly companyId?: number
  /** Instead of a made-up name. */
  readonly name?: string
}

const contactTags: readonly WireTag[] = [tag(330101, 'VIP'), tag(330102, 'партнёр'), tag(330103, 'рассылка')]
const companyTags: readonly WireTag[] = [tag(330201, 'ключевой'), tag(330202, 'сеть'), tag(330203, 'тендеры')]
const positions = ['Директор', 'Главный бухгалтер', 'Маркетолог', 'Менеджер по закупкам', 'Офис-менеджер']
const mailHosts = ['example.ru', 'example.com', 'example.org']
const comments = [
  'Просит присылать макеты по почте',
  'Звонить после обеда',
  'Самовывоз',
  'Нужны оригиналы актов',
]

/** Adds a company with one to four people and returns it as a client. */
export function addCompany(ledger: DemoLedger, random: Random, at: number, given?: string): DemoClient {
  const id = ledger.nextId('company')
  if (given !== undefined) ledger.companyNames.add(given)
  const name = given ?? createCompanyName(random, ledger.companyNames)
  const responsibleId = random.pick(salesPeople)
  const number = id % 10_000
  const site = `company${number}.example.com`
  const values = [
    phoneValue(fieldIds.companyPhone, `+7999001${String(number).padStart(4, '0')}`),
    emailValue(fieldIds.companyEmail, `office@${site}`),
    ...(random.isHit(0.6) ? [plainValue(fieldIds.companyWeb, `https://${site}`)] : []),
    ...(random.isHit(0.5)
      ? [plainValue(fieldIds.companyAddress, `г. Демоград, ул. Пробная, ${number}`)]
      : []),
    ...(random.isHit(0.7)
      ? [choiceValue(fieldIds.companyTrade, trades, random.integer(0, trades.length - 1))]
      : []),
    ...(random.isHit(0.4) ? [plainValue(fieldIds.companyStaff, String(random.integer(2, 400)))] : []),
    ...(random.isHit(0.3) ? [plainValue(fieldIds.companyContractAt, at - (at % 86_400))] : []),
  ]
  ledger.companies.push({
    id,
    name,
    ...stampsOf(responsibleId, at),
    custom_fields_values: values,
    _embedded: { tags: random.isHit(0.15) ? [random.pick(companyTags)] : [] },
  })
  addEvent(ledger, 'company', id, at, responsibleId)
  const people = Array.from({ length: random.pick([1, 1, 2, 2, 2, 3, 3, 4]) }, (_, index) =>
    addContact(ledger, random, { at: at + 60 + index * 45, by: responsibleId, companyId: id }),
  )
  return { companyId: id, contactIds: people, name, responsibleId }
}

/** Adds a private person and returns the client. */
export function addPrivateClient(ledger: DemoLedger, random: Random, at: number, name?: string): DemoClient {
  const responsibleId = random.pick(salesPeople)
  const id = addContact(ledger, random, { at, by: responsibleId, ...(name === undefined ? {} : { name }) })
  return { companyId: null, contactIds: [id], name: ledger.contacts.at(-1)?.name ?? '', responsibleId }
}

function addContact(ledger: DemoLedger, random: Random, { at, by, companyId, name }: NewContact): number {
  const id = ledger.nextId('contact')
  const person = createPersonName(random)
  const contact: FileContact & { created_at: number } = {
    id,
    name: name ?? `${person.first} ${person.last}`,
    first_name: name ?? person.first,
    last_name: name === undefined ? person.last : '',
    ...stampsOf(by, at),
    custom_fields_values: contactValues(random, id, name ?? `${person.first} ${person.last}`, companyId),
    _embedded: {
      tags: random.isHit(0.12) ? [random.pick(contactTags)] : [],
      companies: companyId === undefined ? [] : [{ id: companyId }],
    },
  }
  ledger.contacts.push(contact)
  addEvent(ledger, 'contact', id, at, by)
  return id
}

function contactValues(
  random: Random,
  id: number,
  name: string,
  companyId: number | undefined,
): WireFieldValues[] {
  const number = id % 10_000
  const isDuplicate = random.isHit(0.02)
  const phone = `+7999000${String(isDuplicate ? Math.max(1, number - 7) : number).padStart(4, '0')}`
  const values: WireFieldValues[] = []
  if (random.isHit(0.95)) values.push(phoneValue(fieldIds.contactPhone, phone))
  if (random.isHit(0.75)) {
    values.push(emailValue(fieldIds.contactEmail, `${formatLatin(name)}${number}@${random.pick(mailHosts)}`))
  }
  if (companyId !== undefined && random.isHit(0.8)) {
    values.push(plainValue(fieldIds.contactPosition, random.pick(positions)))
  }
  if (random.isHit(0.15)) values.push(plainValue(fieldIds.contactComment, random.pick(comments)))
  if (random.isHit(0.4)) {
    values.push(choiceValue(fieldIds.contactHeardFrom, heardFrom, random.integer(0, heardFrom.length - 1)))
  }
  if (random.isHit(0.1)) {
    values.push(plainValue(fieldIds.contactDiscount, String(random.pick([3, 5, 7.5, 10]))))
  }
  if (companyId === undefined && random.isHit(0.3)) {
    const birthday = moscowTime(random.integer(1960, 2002), random.integer(1, 12), random.integer(1, 28))
    values.push(plainValue(fieldIds.contactBirthday, birthday))
  }
  return values
}

function stampsOf(userId: number, at: number) {
  return {
    responsible_user_id: userId,
    group_id: groupOf(userId),
    created_by: userId,
    updated_by: userId,
    created_at: at,
    updated_at: at,
  }
}

function addEvent(ledger: DemoLedger, kind: 'contact' | 'company', id: number, at: number, by: number): void {
  ledger.events.push({
    type: `${kind}_added`,
    entity_id: id,
    entity_type: kind,
    created_by: by,
    created_at: at,
  })
}

function tag(id: number, name: string): WireTag {
  return { id, name, color: null }
}

/** Tags of contacts and companies, as the directory of the account lists them. */
export const clientTags = [
  ...contactTags.map((each) => ({ ...each, entity_type: 'contacts' })),
  ...companyTags.map((each) => ({ ...each, entity_type: 'companies' })),
]
