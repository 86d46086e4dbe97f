import type { UnixSeconds } from '../records/brands'

/** What a field of the card holds now: major units or a time; null = empty. */
export type CardValue =
  | { readonly kind: 'number'; readonly value: number | null }
  | { readonly kind: 'dateTime'; readonly value: UnixSeconds | null }

/** How the page writes dates. */
export interface CardFormat {
  /** IANA name of the account's zone. */
  readonly timeZone: string
  /** `APP.system.format.date`, such as `DD.MM.YYYY` or `d.m.Y`; empty = the first. */
  readonly dateFormat: string
}

/**
 * The text that the CRM itself puts into the field's input: plain digits for numbers (`1234.5`), date and minutes in the account's zone for
 * times (`15.10.2020 10:34`).
 */
export const formatCardValue = (value: CardValue, format: CardFormat): string => {
  if (value.value === null) return ''
  return value.kind === 'number' ? String(value.value) : formatDateTime(value.value, format)
}

const formatDateTime = (seconds: UnixSeconds, { timeZone, dateFormat }: CardFormat): string => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(seconds * 1000))
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? ''
  const date = (dateFormat || 'DD.MM.YYYY')
    .replace(/YYYY|Y/, part('year'))
    .replace(/MM|m/, part('month'))
    .replace(/DD|d/, part('day'))
  return `${date} ${part('hour')}:${part('minute')}`
}
