import type { RecordChange } from '../../host/account/accountStore'
import type { WireRecord } from '../../host/account/wire'
import type { HostApp } from '../../host/createApp'
import type { PlainFigureKey } from '../oracle/bruteForceFigures'
import { isSameDecimal } from '../oracle/exactDecimals'
import type { CardTexts, Truth } from './createTruth'

/** What is wrong with one write. */
export interface BadWrite {
  readonly card: string
  /** ms since 1970. */
  readonly at: number
  /** The card's «Актуально на». */
  readonly stamp: number
  readonly key: string
  readonly expected: string
  readonly written: string
}

/** Looks at every card that the widget writes, at the moment when the CRM takes it. */
export interface WriteJudge {
  /** Cards written at least once. */
  cardsWritten(): number
  /** Most often that one card was written. */
  mostWrites(): number
  /** Cards that were written although they held these very figures from this run already. */
  writtenAgain(): readonly string[]
  /** Figures that were not those of the time that the card says, among cards that did not change since that time. */
  wrongWrites(): readonly BadWrite[]
  /** Writes whose figures could be compared with the truth of their time. */
  compared(): number
  /** ms since 1970 of the first write; Infinity before it. */
  firstWriteAt(): number
}

const codes: Readonly<Record<PlainFigureKey, string>> = {
  boughtCount: 'SALES_ANALYTICS_BOUGHT_COUNT',
  boughtSum: 'SALES_ANALYTICS_BOUGHT_SUM',
  averageCheck: 'SALES_ANALYTICS_AVERAGE_CHECK',
  inWorkCount: 'SALES_ANALYTICS_IN_WORK_COUNT',
  inWorkSum: 'SALES_ANALYTICS_IN_WORK_SUM',
  refusedCount: 'SALES_ANALYTICS_REFUSED_COUNT',
  refusedSum: 'SALES_ANALYTICS_REFUSED_SUM',
}
const figureKeys = Object.keys(codes) as readonly PlainFigureKey[]
const stampCode = 'SALES_ANALYTICS_ACTUAL_AT'
/** A change is noted this many ms after it was made, at most. */
const noteDelay = 300

/** Judges writes by anybody but `otherUser`, who never writes our fields, from now on; `isIgnored` is asked at each. */
export const createWriteJudge = (
  host: HostApp,
  truth: Truth,
  otherUser: number,
  isIgnored: () => boolean,
): WriteJudge => {
  const { store } = host
  const startedAt = Math.floor(Date.now() / 1000)
  const cards = new Set<string>()
  const times = new Map<string, number>()
  const writtenAgain: string[] = []
  const wrong: BadWrite[] = []
  let compared = 0
  let firstAt = Number.POSITIVE_INFINITY

  const idsOf = (type: 'contacts' | 'companies'): Readonly<Record<string, number>> =>
    Object.fromEntries(store.fields[type].fields.map((field) => [field.code ?? '', field.id]))

  const look = (type: 'contacts' | 'companies', index: number, before: WireRecord): void => {
    const ids = idsOf(type)
    const card = `${type}/${before.id}`
    const textBefore = textsIn(before, ids)
    const now = store.table(type).read(index)
    const written = textsIn(now, ids)
    const stampBefore = Number(valueIn(before, ids[stampCode]))
    const stamp = Number(valueIn(now, ids[stampCode]))
    const at = Date.now()
    firstAt = Math.min(firstAt, at)
    times.set(card, (times.get(card) ?? 0) + 1)
    if (stampBefore >= startedAt && figureKeys.every((key) => isSame(textBefore[key], written[key])))
      writtenAgain.push(card)
    const expected = truth.during(type, before.id, stamp * 1000 - noteDelay, at + noteDelay)
    if (expected === null) return
    compared += 1
    for (const key of figureKeys)
      if (!isSame(expected[key], written[key]))
        wrong.push({ card, at, stamp, key, expected: expected[key], written: written[key] })
  }

  const watch = ({ action, entity, index, before }: RecordChange): void => {
    if (action !== 'update' || before === null || (entity !== 'contacts' && entity !== 'companies')) return
    if (store.table(entity).read(index).updated_by === otherUser) return
    cards.add(`${entity}/${before.id}`)
    if (!isIgnored()) look(entity, index, before)
  }
  host.context.watchers.push(watch)

  return {
    cardsWritten: () => cards.size,
    mostWrites: () => Math.max(0, ...times.values()),
    writtenAgain: () => writtenAgain,
    wrongWrites: () => wrong,
    compared: () => compared,
    firstWriteAt: () => firstAt,
  }
}

const textsIn = (record: WireRecord, ids: Readonly<Record<string, number>>): CardTexts =>
  Object.fromEntries(figureKeys.map((key) => [key, valueIn(record, ids[codes[key]])])) as unknown as CardTexts

const valueIn = ({ custom_fields_values: values }: WireRecord, fieldId: number | undefined): string => {
  const value = values?.find(({ field_id: id }) => id === fieldId)?.values?.[0]?.value
  return value === undefined || value === null || value === ''
    ? 'absent'
    : JSON.stringify(value).replaceAll('"', '')
}

const isSame = (one: string, other: string): boolean =>
  one === other || (one !== 'absent' && other !== 'absent' && isSameDecimal(one, other))
