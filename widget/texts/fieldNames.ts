import type { FieldKey } from '../records/fieldKeys'

/** Names of the eight fields and of their group. */
export interface FieldNames {
  readonly group: string
  readonly fields: Readonly<Record<FieldKey, string>>
}

/** How a field's name calls the account's currency; other currencies go by their ISO code. */
const currencyNames: Readonly<Record<'ru' | 'en', Readonly<Record<string, string>>>> = {
  ru: {
    RUB: 'руб.',
    USD: 'долл.',
    EUR: 'евро',
    KZT: 'тенге',
    BYN: 'бел. руб.',
    UAH: 'грн.',
    UZS: 'сум',
    GBP: 'фунт.',
  },
  en: { USD: '$', EUR: '€', GBP: '£' },
}

/**
 * Names by which the fields and their group are made, in the account's language (`ru`, any other gives English) and with its currency
 * (ISO 4217; empty where the CRM does not say it: then they speak of a sum). They stand here and not in `i18n/`, because the page loads the user's language alone and the fields are the account's.
 */
export const fieldNames = (language: string, currency: string): FieldNames => {
  const isRussian = language === 'ru'
  const unknownName = isRussian ? 'сумма' : 'amount'
  const money = currencyNames[isRussian ? 'ru' : 'en'][currency] ?? (currency || unknownName)
  return isRussian ? russianNames(money) : englishNames(money)
}

const russianNames = (money: string): FieldNames => ({
  group: '*Аналитика продаж',
  fields: {
    boughtCount: '*Продажи, шт.',
    boughtSum: `*Продажи, ${money}`,
    averageCheck: `*Ср. чек, ${money}`,
    inWorkCount: '*В работе, шт.',
    inWorkSum: `*В работе, ${money}`,
    refusedCount: '*Отказы, шт.',
    refusedSum: `*Отказы, ${money}`,
    actualAt: '*Актуально на',
  },
})

const englishNames = (money: string): FieldNames => ({
  group: '*Sales analytics',
  fields: {
    boughtCount: '*Sales, pcs',
    boughtSum: `*Sales, ${money}`,
    averageCheck: `*Average sale, ${money}`,
    inWorkCount: '*In progress, pcs',
    inWorkSum: `*In progress, ${money}`,
    refusedCount: '*Refused, pcs',
    refusedSum: `*Refused, ${money}`,
    actualAt: '*Data as of',
  },
})
