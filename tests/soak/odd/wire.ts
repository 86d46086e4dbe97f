/** A request on its way to the CRM. */
export interface WireRequest {
  readonly method: string
  /** Path with query, as it was sent. */
  readonly url: string
  /** The same decoded. */
  readonly path: string
  readonly body: string | null
  /** Name of the computer that it comes from. */
  readonly computer: string
}

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `cut`: the connection broke; `never`: no answer comes. */
export type WireEnd = WireAnswer | 'cut' | 'never'

export type Wire = (request: WireRequest) => Promise<WireEnd>

/** Something between the computers and the CRM: passes requests on, or answers by itself. */
export type WireLayer = (request: WireRequest, next: Wire) => Promise<WireEnd>

export type JsonObject = Record<string, unknown>

/** Whole lists of records that the widget reads. */
export type ListName = 'leads' | 'contacts' | 'companies' | 'customers'

/** A page of a list, as it is asked for. */
export interface ListPage {
  readonly list: ListName
  readonly page: number
  readonly limit: number
  /** Ids of `filter[id]`; empty where all are asked for. */
  readonly ids: readonly number[]
  readonly query: URLSearchParams
}

/** Null for a request of anything else than one of the four lists. */
export const listPageOf = ({ method, url }: Pick<WireRequest, 'method' | 'url'>): ListPage | null => {
  const { pathname, searchParams } = new URL(url, 'http://crm.test')
  const list = /^\/api\/v4\/(leads|contacts|companies|customers)$/.exec(pathname)?.[1]
  if (method !== 'GET' || list === undefined) return null
  const ids = [...searchParams].flatMap(([key, value]) =>
    key.startsWith('filter[id]') ? [Number(value)] : [],
  )
  return {
    list: list as ListName,
    page: Number(searchParams.get('page') ?? 1),
    limit: Number(searchParams.get('limit') ?? 50),
    ids,
    query: searchParams,
  }
}

export const isAnswer = (end: WireEnd): end is WireAnswer => typeof end === 'object'

/** The answer with another body of JSON; unchanged where there is none to change. */
export const withJson = (end: WireEnd, change: (body: JsonObject) => unknown): WireEnd => {
  if (!isAnswer(end) || end.status !== 200 || !end.body.startsWith('{')) return end
  return { ...end, body: JSON.stringify(change(JSON.parse(end.body) as JsonObject)) }
}

/** The records of a page under `_embedded`; empty where there are none. */
export const recordsOf = (body: JsonObject, list: string): readonly JsonObject[] => {
  const embedded = body['_embedded'] as JsonObject | undefined
  return (embedded?.[list] as readonly JsonObject[] | undefined) ?? []
}

export const withRecords = (body: JsonObject, list: string, records: readonly unknown[]): JsonObject => ({
  ...body,
  _embedded: { ...(body['_embedded'] as JsonObject), [list]: records },
})

/** 204: nothing is there. */
export const nothing = (headers: WireAnswer['headers'] = {}): WireAnswer => ({
  status: 204,
  headers,
  body: '',
})
