import type { AccountFile } from '../../../host/account/accountFile'
import type { Random } from '../../../host/seeds/createRandom'

/** An account with the ids that its changes draw from. */
export interface OddAccount {
  readonly file: AccountFile
  /** Words for a report: how many records of each kind. */
  readonly size: string
  /** Fields of other people on both kinds of cards whose ids the settings of another account may name. */
  readonly foreignIds: { readonly contacts: readonly number[]; readonly companies: readonly number[] }
}

const openStages = [
  { pipeline_id: 10, status_id: 100 },
  { pipeline_id: 10, status_id: 101 },
  { pipeline_id: 20, status_id: 200 },
]
const stages = [
  ...openStages,
  { pipeline_id: 10, status_id: 99 },
  { pipeline_id: 10, status_id: 142 },
  { pipeline_id: 20, status_id: 142 },
  { pipeline_id: 10, status_id: 143 },
  { pipeline_id: 20, status_id: 143 },
]
const customerStages = [70, 71, 72, 73, 74]
const oddNames = ['=1+1', '‮олег', '🙂'.repeat(40), '<b>Имя</b>', ' ', 'Ы'.repeat(300), '*Продажи, шт.']

/** Names of fields that are no business of ours, with the types of ours. */
const foreignFields = [
  { name: 'Возраст', type: 'numeric', code: 'AGE' },
  { name: 'Скидка, %', type: 'numeric', code: null },
  { name: 'Номер договора', type: 'numeric', code: 'CONTRACT_NO' },
  { name: 'Бонусы', type: 'numeric', code: null },
  { name: 'Долг, руб.', type: 'numeric', code: 'DEBT' },
  { name: 'Визиты, шт.', type: 'numeric', code: null },
  { name: 'Детей, шт.', type: 'numeric', code: 'CHILDREN' },
  { name: 'Последний визит', type: 'date_time', code: 'LAST_VISIT' },
]

/** Fewer than a page, a page to the row, or several pages; each list by its own draw. */
const sizes = {
  leads: [0, 8, 30, 60, 250, 260, 500, 620],
  contacts: [1, 7, 20, 40, 249, 250, 270, 520],
  companies: [0, 4, 9, 30, 250, 300],
  customers: [0, 3, 12, 40, 250, 255],
} as const

/** `now`: unix seconds at which the world begins; records are older. */
export const createOddAccount = (random: Random, now: number): OddAccount => {
  const isSmall = random.isHit(0.4)
  const sizeOf = (list: keyof typeof sizes): number =>
    random.pick(isSmall ? sizes[list].slice(0, 4) : sizes[list])
  const count = {
    leads: sizeOf('leads'),
    contacts: sizeOf('contacts'),
    companies: sizeOf('companies'),
    customers: sizeOf('customers'),
  }
  const ids = (first: number, length: number): readonly number[] =>
    Array.from({ length }, (_, position) => first + position)
  const contactIds = ids(1001, count.contacts)
  const companyIds = ids(30_001, count.companies)
  const isTied = random.isHit(0.2)
  const timeOf = () => {
    const at = isTied ? now - 5000 : now - random.integer(600, 400_000)
    return { created_at: at, updated_at: at }
  }
  const hasTies = random.isHit(0.05)
  const price = (): number =>
    hasTies && random.isHit(0.3)
      ? random.pick([1.005, 8.575, 0.285, 10.075, 1.255, 5.015])
      : random.pick([0, random.integer(1, 900_000), random.integer(1, 99_999_999) / 100])
  const linksOf = () => {
    const main = random.integer(0, 3)
    const chosen = new Set(
      Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () =>
        random.pick(random.isHit(0.4) ? contactIds.slice(0, 3) : contactIds),
      ),
    )
    return {
      contacts: [...chosen].map((id, position) => ({ id, is_main: position === main })),
      companies: companyIds.length > 0 && random.isHit(0.5) ? [{ id: random.pick(companyIds) }] : [],
    }
  }
  const nameOf = (word: string, id: number): string =>
    random.isHit(0.03) ? random.pick(oddNames) : `${word} ${id}`
  const foreign = (first: number) =>
    foreignFields.map((field, position) => ({ ...field, id: first + position, sort: 500 + position }))
  const impostor = random.isHit(0.1)
    ? [{ id: 700, name: '*Продажи, руб.', type: 'numeric', code: 'OTHER_WIDGET_SUM', sort: 600 }]
    : []
  const contactFields = [...foreign(501), ...impostor]
  const companyFields = foreign(801)
  const valuesOf = (fields: readonly { readonly id: number; readonly type: string }[]) =>
    fields.flatMap(({ id, type }) =>
      random.isHit(0.4)
        ? [{ field_id: id, values: [{ value: type === 'numeric' ? random.integer(1, 9999) : now - 99_999 }] }]
        : [],
    )
  const cards = (word: string, cardIds: readonly number[], fields: Parameters<typeof valuesOf>[0]) =>
    cardIds.map((id) => ({
      id,
      name: nameOf(word, id),
      ...timeOf(),
      custom_fields_values: valuesOf(fields),
      _embedded: {
        companies:
          word === 'Контакт' && companyIds.length > 0 && random.isHit(0.6)
            ? [{ id: random.pick(companyIds) }]
            : [],
      },
    }))
  const file = {
    account: {
      customers_mode: random.pick(['periodicity', 'periodicity', 'periodicity', 'segments', 'disabled']),
      is_api_filter_enabled: random.isHit(0.7),
    },
    pipelines: pipelinesOf(),
    customers_statuses: customerStages.map((id, position) => ({
      id,
      name: `Этап ${id}`,
      sort: position,
      is_default: position !== 1,
      type: [4, 0, 1, 2, 3][position],
    })),
    contacts: cards('Контакт', contactIds, contactFields),
    companies: cards('Компания', companyIds, companyFields),
    leads: ids(5001, count.leads).map((id) => {
      const amount = price()
      return {
        id,
        name: nameOf('Сделка', id),
        ...timeOf(),
        ...random.pick(stages),
        price: Math.trunc(amount),
        price_with_minor_units: amount,
        is_deleted: random.isHit(0.05),
        _embedded: linksOf(),
      }
    }),
    customers: ids(9001, count.customers).map((id) => {
      const purchases = random.integer(0, 3)
      return {
        id,
        name: nameOf('Покупатель', id),
        ...timeOf(),
        next_price: price(),
        ltv: purchases === 0 ? 0 : price(),
        purchases_count: purchases,
        status_id: random.pick(customerStages),
        _embedded: linksOf(),
      }
    }),
    custom_fields: { contacts: contactFields, companies: companyFields },
  } as unknown as AccountFile
  const size = Object.entries(count)
    .map(([list, length]) => `${length} ${list}`)
    .join(', ')
  const idsOf = (fields: readonly { readonly id: number }[]) => fields.slice(0, 8).map(({ id }) => id)
  return {
    file,
    size: `${size}${isTied ? ', all changed in one second' : ''}${hasTies ? ', amounts of half a cent' : ''}`,
    foreignIds: { contacts: idsOf(contactFields), companies: idsOf(companyFields) },
  }
}

const pipelinesOf = () =>
  [10, 20].map((id) => ({
    id,
    name: `Воронка ${id}`,
    is_main: id === 10,
    _embedded: {
      statuses: [
        { id: id * 10 - 1, name: 'Неразобранное', type: 1, sort: 10 },
        { id: id * 10, name: 'Переговоры', type: 0, sort: 20 },
        { id: id * 10 + 1, name: 'Договор', type: 0, sort: 30 },
        { id: 142, name: 'Успешно реализовано', type: 0, sort: 10_000 },
        { id: 143, name: 'Закрыто и не реализовано', type: 0, sort: 11_000 },
      ],
    },
  }))
