import type { UnixSeconds } from '../records/brands'
import { type MomentParts, writeMoment } from './datePattern'
import { attempt } from './page/readAt'

/** How the page writes dates. */
export interface CardFormat {
  /** IANA name of the zone; one that the browser does not know is taken as UTC. */
  readonly timeZone: string
  /** Date and time in the tokens of `datePattern.ts`. */
  readonly pattern: string
}

/**
 * The text that the CRM itself puts into a card's input of a time: date and minutes in the page's zone and order, such as `15.10.2020 10:34`;
 * nothing for no time.
 */
export const formatCardMoment = (at: UnixSeconds | null, { timeZone, pattern }: CardFormat): string => {
  if (at === null) return ''
  const format = attempt(() => createFormat(timeZone)) ?? createFormat('UTC')
  const parts = format.formatToParts(new Date(at * 1000))
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? ''
  const moment: MomentParts = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
  return writeMoment(moment, pattern)
}

const createFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
