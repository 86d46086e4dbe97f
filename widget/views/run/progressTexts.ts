import type { ReadingProgress, RunSource, WritingProgress } from '../../jobs/runState'
import type { Texts } from '../../texts/createTexts'

const readKeys = {
  leads: 'run.readLeads',
  customers: 'run.readCustomers',
  contacts: 'run.readContacts',
  companies: 'run.readCompanies',
} as const

/** `Прочитано сделок: 12 500` */
export const readText = (texts: Texts, source: RunSource, count: number): string =>
  texts.text(readKeys[source], { n: count })

/** `Прочитано сделок: 12 500, осталось около 4 минут` */
export const readingText = (texts: Texts, { source, read, secondsLeft }: ReadingProgress): string =>
  withTimeLeft(texts, readText(texts, source, read[source]), secondsLeft)

/** `Записано 3 200 из 12 480, осталось около 2 минут` */
export const writingText = (texts: Texts, { written, total, secondsLeft }: WritingProgress): string =>
  withTimeLeft(texts, texts.text('run.written', { n: written, total }), secondsLeft)

/** From 0 to 1; null while there is nothing to write. */
export const writtenShare = ({ written, total }: WritingProgress): number | null =>
  total === 0 ? null : written / total

const withTimeLeft = (texts: Texts, text: string, secondsLeft: number | null): string =>
  secondsLeft === null ? text : `${text}, ${texts.formatTimeLeft(secondsLeft)}`
