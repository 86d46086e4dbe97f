import { isInexact } from '../records/exactMinor'
import { lazily } from '../records/lazily'
import { toMajorText } from '../records/toMajorText'

/** How counts and money are written in one language. */
export interface NumberFormats {
  /** A count or a plain number, at most two decimals: `12 500`, `1 234,5`. */
  readonly formatNumber: (value: number) => string
  /** Minor units of the account's currency: `500 000 ₽`, `300,99 ₽`; whole amounts have no decimals. */
  readonly formatMoney: (minorUnits: number) => string
}

/** Narrow and unbreakable: a number is never cut at the end of a line. */
const thinSpace = '\u202f'
const unbreakableSpace = '\u00a0'

/**
 * Formats by `language` (BCP 47, `ru` or `en`) with money in `currency` (ISO 4217). A currency that is no ISO code is written
 * after the number as it is; an unknown one (empty) is left out.
 */
export const createNumberFormats = (language: string, currency: string): NumberFormats => {
  const plain = lazily(() => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }))
  const whole = lazily(() => createMoneyFormat(language, currency, 0))
  const exact = lazily(() => createMoneyFormat(language, currency, 2))
  const isCode = /^[A-Z]{3}$/.test(currency)
  return {
    formatNumber: (value) => joinParts(plain().formatToParts(value)),
    formatMoney: (minorUnits) => {
      const major = isInexact(minorUnits) ? Number(toMajorText(minorUnits)) : minorUnits / 100
      const isWhole = isInexact(minorUnits) ? Number.isInteger(major) : Math.round(minorUnits) % 100 === 0
      const format = isWhole ? whole : exact
      const amount = joinParts(format().formatToParts(major))
      return isCode || currency === '' ? amount : `${amount}${unbreakableSpace}${currency}`
    },
  }
}

const createMoneyFormat = (language: string, currency: string, digits: number): Intl.NumberFormat => {
  const digitOptions = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...digitOptions,
      })
    : new Intl.NumberFormat(language, digitOptions)
}

const joinParts = (parts: readonly Intl.NumberFormatPart[]): string =>
  parts
    .map(({ type, value }) => {
      if (type === 'group' && value.trim() === '') return thinSpace
      return type === 'literal' && value.trim() === '' ? unbreakableSpace : value
    })
    .join('')
