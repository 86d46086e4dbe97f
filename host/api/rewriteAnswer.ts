/** How a fault changes the CRM's real answer; every key that is given applies, in the order of `TRANSFORMATIONS`. */
export interface Rewrite {
  /** Only the first so many rows of each list. */
  keepRows?: number
  /** Lists without a row. */
  emptyRows?: boolean
  /** Pages are no longer than this, whatever was asked for: what `next` leads to follows without a gap. */
  capRows?: number
  /** Rows of this page in the place of every page's own. */
  samePage?: number
  /** No `_links.next`. */
  dropNext?: boolean
  /** `_links.next` also where the list is over. */
  addNext?: boolean
  /** Seconds by which every `updated_at` of a record in a list is later than it is. */
  laterBy?: number
}

/** JSON of an answer with a body. */
type Body = Record<string, unknown>

/** One way to change an answer; a new one needs its key in `Rewrite` and a line in `TRANSFORMATIONS`. */
interface Transformation<T> {
  /** Whether a value fits the key. */
  accepts: (value: unknown) => boolean
  /** What the handler is asked in the place of what was asked. */
  ask?: (url: URL, value: T) => void
  /** Changes the answer's body; `asked` is the address as it came. */
  answer?: (body: Body, value: T, asked: URL) => void
}

type Transformations = { readonly [Key in keyof Rewrite]-?: Transformation<NonNullable<Rewrite[Key]>> }

const TRANSFORMATIONS: Transformations = {
  capRows: {
    accepts: isPositive,
    ask(url, rows) {
      url.searchParams.set('limit', String(Math.min(rows, Number(url.searchParams.get('limit') ?? rows))))
    },
  },
  samePage: {
    accepts: isPositive,
    ask: (url, page) => url.searchParams.set('page', String(page)),
    answer(body, _page, asked) {
      const { next } = linksOf(body)
      const page = Number(asked.searchParams.get('page') ?? 1)
      if (next !== undefined) linksOf(body)['next'] = linkTo(asked, page + 1)
    },
  },
  keepRows: {
    accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
    answer: (body, rows) => changeLists(body, (list) => list.slice(0, rows)),
  },
  emptyRows: {
    accepts: isTrue,
    answer: (body) => changeLists(body, () => []),
  },
  dropNext: {
    accepts: isTrue,
    answer(body) {
      delete linksOf(body)['next']
    },
  },
  addNext: {
    accepts: isTrue,
    answer(body, _value, asked) {
      linksOf(body)['next'] ??= linkTo(asked, Number(asked.searchParams.get('page') ?? 1) + 1)
    },
  },
  laterBy: {
    accepts: isPositive,
    answer: (body, seconds) =>
      changeLists(body, (list) => list.map((record) => changedLater(record, seconds))),
  },
}

/** Whether a value is a `Rewrite`. */
export function isRewrite(value: unknown): value is Rewrite {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries = Object.entries(value)
  return (
    entries.length > 0 &&
    entries.every(
      ([key, one]) =>
        Object.hasOwn(TRANSFORMATIONS, key) && TRANSFORMATIONS[key as keyof Rewrite].accepts(one),
    )
  )
}

/** The request that the handler gets under a rewrite. */
export function rewriteRequest(request: Request, rewrite: Rewrite): Request {
  const url = new URL(request.url)
  forEach(rewrite, (transformation, value) => transformation.ask?.(url, value))
  return url.href === request.url ? request : new Request(url, request)
}

/** The handler's answer as the rewrite changes it; `asked` is the request's own address. One without a JSON body stays as it is. */
export async function rewriteAnswer(answer: Response, rewrite: Rewrite, asked: string): Promise<Response> {
  const text = await answer.clone().text()
  if (!answer.ok || text === '') return answer
  const body = JSON.parse(text) as Body
  const url = new URL(asked)
  forEach(rewrite, (transformation, value) => transformation.answer?.(body, value, url))
  return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers })
}

function forEach(
  rewrite: Rewrite,
  use: (transformation: Transformation<unknown>, value: unknown) => void,
): void {
  for (const [key, transformation] of Object.entries(TRANSFORMATIONS)) {
    const value = rewrite[key as keyof Rewrite]
    if (value !== undefined) use(transformation as Transformation<unknown>, value)
  }
}

function linksOf(body: Body): Record<string, unknown> {
  const links = (body['_links'] ?? {}) as Record<string, unknown>
  body['_links'] = links
  return links
}

function linkTo(asked: URL, page: number): { href: string } {
  const url = new URL(asked)
  url.searchParams.set('page', String(page))
  return { href: url.href }
}

function changeLists(body: Body, change: (list: unknown[]) => unknown[]): void {
  const embedded = body['_embedded'] as Record<string, unknown> | undefined
  for (const [key, list] of Object.entries(embedded ?? {}))
    if (embedded && Array.isArray(list)) embedded[key] = change(list)
}

function changedLater(record: unknown, seconds: number): unknown {
  if (typeof record !== 'object' || record === null || !('updated_at' in record)) return record
  return { ...record, updated_at: Number(record.updated_at) + seconds }
}

function isPositive(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0
}

function isTrue(value: unknown): boolean {
  return value === true
}
