import type { HostApp } from '../../../../host/createApp'
import { type ParentType, parentTypes } from '../../../../widget/records/parents'
import type { PlainFieldKey } from '../../../oracle/diffAccountFields'
import type { Report } from '../failures'
import { isAnswer, type WireEnd, type WireRequest } from '../wire'
import { areTextsOf, type TruthBook } from './createTruthBook'
import { isOurs, ourFields, textOfValue } from './ourFields'

const ourGroup = '*Аналитика продаж'

interface WriteElement {
  readonly id: number
  readonly custom_fields_values?: readonly {
    readonly field_id?: number
    readonly values: readonly { readonly value: unknown }[] | null
  }[]
}

/** Milliseconds by which the CRM's whole seconds may hide that something changed. */
export const secondsBlur = 3000

export interface JudgedWrites {
  readonly host: HostApp
  readonly truth: TruthBook
  readonly report: Report
  /** ms of the world's clock. */
  readonly now: () => number
  /** Milliseconds since 1970 at which the world began. */
  readonly epoch: number
  /** Whether a run is on whose user has answered that it counts without buyers. */
  readonly leavesBuyersOut: () => boolean
}

/**
 * Looks at what the widget writes: nothing but its own fields, and in them the figures of the time that it writes beside them. To be called
 * before the CRM does the work; what it gives is called with the answer.
 */
export const createWriteJudge = ({ host, truth, report, now, epoch, leavesBuyersOut }: JudgedWrites) => {
  /** Fields that the widget has made; where the CRM takes no code they have none. */
  const made = { contacts: new Set<number>(), companies: new Set<number>() }
  /** Groups and fields that were ours when one was deleted: a call whose answer was lost deletes them once more. */
  const taken = new Set<string>()
  const judgeCards = (type: ParentType, elements: readonly WriteElement[]): void => {
    const ours = ourFields(host, type)
    for (const element of elements) {
      const card = `${type} ${element.id}`
      const { id: _id, custom_fields_values: values = [], ...rest } = element
      const others = Object.keys(rest).filter((key) => key !== 'request_id')
      if (others.length > 0) report('foreign', `${card}: ${others.join(', ')} was written`)
      for (const { field_id: fieldId = 0 } of values)
        if (!ours.has(fieldId) && !made[type].has(fieldId))
          report('foreign', `${card}: the field ${nameOf(host, type, fieldId)} was written`)
      judgeFigures(type, element.id, textsOf(values, ours))
    }
  }
  const judgeFigures = (
    type: ParentType,
    id: number,
    texts: Partial<Record<PlainFieldKey, string>>,
  ): void => {
    const { actualAt, ...figures } = texts
    if (actualAt === undefined) return
    const stamp = Number(actualAt) * 1000 - epoch
    if (stamp > now() + secondsBlur)
      report(
        'stamp',
        `${type} ${id}: «Актуально на» was written ${Math.round((stamp - now()) / 1000)} s ahead`,
      )
    const span = { from: Math.min(stamp, now()) - secondsBlur, to: now() }
    const moments = [
      ...truth.during(type, id, span),
      ...(leavesBuyersOut() ? truth.during(type, id, span, 'without') : []),
    ]
    const cards = moments.filter((card) => card !== null)
    if (cards.length < moments.length || cards.some((card) => card.isTooLong || areTextsOf(card, figures)))
      return
    report('write', `${type} ${id}: ${differenceOf(cards.at(-1)?.wire ?? {}, figures)} was written`)
  }

  return (request: WireRequest): ((end: WireEnd) => void) => {
    if (request.method === 'GET') return () => undefined
    const { pathname } = new URL(request.url, 'http://crm.test')
    const body: unknown = request.body === null || request.body === '' ? null : JSON.parse(request.body)
    const elements = (Array.isArray(body) ? body : [body]) as readonly unknown[]
    const cards = /^\/api\/v4\/(contacts|companies)(?:\/(\d+))?$/.exec(pathname)
    if (request.method === 'PATCH' && cards !== null) {
      const type = cards[1] as ParentType
      const written = elements.map((each) =>
        cards[2] === undefined ? each : { id: Number(cards[2]), ...(each as object) },
      ) as readonly WriteElement[]
      return (end) => {
        if (isAnswer(end) && end.status < 300) judgeCards(type, written)
      }
    }
    const [, type, part, id] =
      /^\/api\/v4\/(contacts|companies)\/custom_fields(?:\/(groups|\d+))?(?:\/(.+))?$/.exec(pathname) ?? []
    const parent = type as ParentType
    if (request.method === 'POST' && type !== undefined && part === undefined) {
      if (elements.every((each) => isOurs(each as object)))
        return (end) => {
          for (const field of fieldsIn(end)) made[parent].add(field)
        }
    }
    const isOurGroup =
      request.method === 'POST' &&
      part === 'groups' &&
      elements.every((each) => (each as { name?: unknown }).name === ourGroup)
    const isTakenBack =
      type !== undefined &&
      (id === undefined
        ? made[parent].has(Number(part)) || ourFields(host, parent).has(Number(part))
        : host.store.fields[parent].group(id)?.name === ourGroup)
    if (isTakenBack) taken.add(pathname)
    if (!isOurGroup && !(request.method === 'DELETE' && taken.has(pathname)))
      report('foreign', `${request.method} ${pathname} ${JSON.stringify(body).slice(0, 120)}`)
    return () => undefined
  }
}

const fieldsIn = (end: WireEnd): readonly number[] => {
  if (!isAnswer(end) || end.status >= 300) return []
  const body = JSON.parse(end.body) as { _embedded?: { custom_fields?: readonly { id: number }[] } }
  return (body._embedded?.custom_fields ?? []).map(({ id }) => id)
}

const textsOf = (
  values: NonNullable<WriteElement['custom_fields_values']>,
  ours: ReadonlyMap<number, PlainFieldKey>,
): Partial<Record<PlainFieldKey, string>> =>
  Object.fromEntries(
    values.flatMap(({ field_id: fieldId = 0, values: written }) => {
      const key = ours.get(fieldId)
      const value = written?.[0]?.value
      return key === undefined ? [] : [[key, textOfValue(value)]]
    }),
  )

const nameOf = (host: HostApp, type: ParentType, id: number): string =>
  `«${host.store.fields[type].field(id)?.name ?? 'unknown'}» (${id})`

/** The figures that are not as they should be, in words. */
export const differenceOf = (
  expected: Partial<Readonly<Record<string, string>>>,
  found: Partial<Readonly<Record<string, string>>>,
): string =>
  Object.entries(found)
    .filter(([key, text]) => expected[key] !== text)
    .map(([key, text]) => `${key} ${text} instead of ${expected[key] ?? 'nothing'}`)
    .slice(0, 3)
    .join(', ')

/** Values of everybody else's fields, by card. */
export const foreignValues = (host: HostApp): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const type of parentTypes) {
    const ours = new Set(host.store.fields[type].fields.filter(isOurs).map(({ id }) => id))
    const table = host.store.table(type)
    for (let index = 0; index < table.size; index += 1) {
      if (!table.isLive(index)) continue
      const values = table.read(index).custom_fields_values ?? []
      const foreign = values.filter(({ field_id: id }) => !ours.has(id ?? 0))
      found.set(
        `${type} ${table.idAt(index)}`,
        JSON.stringify(foreign.map((each) => [each.field_id, each.values])),
      )
    }
  }
  return found
}
