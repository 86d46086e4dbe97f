import type { AccountFile } from '../../host/account/accountFile'
import { type FieldKey, fieldKeys } from '../../widget/records/fieldKeys'
import type { FieldIds } from '../../widget/records/parentWrite'
import type { Settings } from '../../widget/settings/settings'
import type { WireAccountFile } from '../oracle/accountWire'

type Field = NonNullable<NonNullable<AccountFile['custom_fields']>['contacts']>[number]

const ownNames: Readonly<Record<FieldKey, string>> = {
  boughtCount: 'Возраст',
  boughtSum: 'Скидка, %',
  averageCheck: 'Номер договора',
  inWorkCount: 'Детей',
  inWorkSum: 'Бонусы',
  refusedCount: 'Рост',
  refusedSum: 'Вес',
  actualAt: 'Дата договора',
}

const firstIds = { contacts: 501, companies: 601 } as const

/** Ids of the account's own fields under which a widget of another account has kept its eight. */
export const collidingIds = (type: keyof typeof firstIds): FieldIds =>
  Object.fromEntries(fieldKeys.map((key, place) => [key, firstIds[type] + place]))

const fieldsFrom = (type: keyof typeof firstIds): Field[] =>
  fieldKeys.map((key, place) => ({
    id: firstIds[type] + place,
    name: ownNames[key],
    type: key === 'actualAt' ? 'date_time' : 'numeric',
    sort: 600 + place,
  }))

/** What people keep in these fields: on every card the same. */
const valuesFrom = (type: keyof typeof firstIds) =>
  fieldKeys.map((key, place) => ({
    field_id: firstIds[type] + place,
    values: [{ value: key === 'actualAt' ? 1_700_000_000 : String(30 + place) }],
  }))

/** The account with people's own fields 501–508 and 601–608, filled on every card: numbers and a time, as the widget's would be. */
export const withOwnFields = (account: AccountFile): AccountFile => ({
  ...account,
  custom_fields: {
    ...account.custom_fields,
    contacts: [...(account.custom_fields?.contacts ?? []), ...fieldsFrom('contacts')],
    companies: [...(account.custom_fields?.companies ?? []), ...fieldsFrom('companies')],
  },
  contacts: (account.contacts ?? []).map((card) => ({
    ...card,
    custom_fields_values: valuesFrom('contacts'),
  })),
  companies: (account.companies ?? []).map((card) => ({
    ...card,
    custom_fields_values: valuesFrom('companies'),
  })),
})

/** Settings that were saved in another account: its stages, and its fields under the ids of people's own fields here. */
export const settingsElsewhere: Partial<Settings> = {
  account: 77_000_001,
  inWork: { open: false, stages: { 7700: [7701, 7702] } },
  bought: { won: true, stages: { 7700: [7703] } },
  contacts: 'main',
  saleDateField: 505,
  fields: { contacts: collidingIds('contacts'), companies: collidingIds('companies') },
}

/** The values of people's own fields on all cards of an account file, as text to compare. */
export const ownValues = (file: Pick<WireAccountFile, 'contacts' | 'companies'>): string => {
  const own = new Set<number | undefined>([
    ...Object.values(collidingIds('contacts')),
    ...Object.values(collidingIds('companies')),
  ])
  return JSON.stringify(
    [...(file.contacts ?? []), ...(file.companies ?? [])].map((card) => [
      card.id,
      card.custom_fields_values?.filter(({ field_id: id }) => own.has(id)).map(({ values }) => values),
    ]),
  )
}
