/** A page of a HAL list before it is sent. */
export interface HalPage {
  /** Key under `_embedded`. */
  key: string
  items: unknown[]
  page: number
  limit: number
  hasNext: boolean
  /** Given by lists that know their size: custom fields, users, segments. */
  total?: number
}

/** A JSON answer of the API. */
export function hal(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/hal+json' } })
}

/** 204: an empty list, a page past the end, an unknown single id, a deletion. */
export function noContent(): Response {
  return new Response(null, { status: 204 })
}

/** A link object. */
function link(href: string): { href: string } {
  return { href }
}

/** `_links` of an entity. */
export function selfLink(href: string): { self: { href: string } } {
  return { self: { href } }
}

/**
 * A page with `_page`, `_links` (`next` only while there is one, `first` and `prev` only past the first page) and, for
 * lists that know their size, totals and `last`. An empty page is 204.
 */
export function halPage(url: URL, page: HalPage): Response {
  if (page.items.length === 0) return noContent()
  const href = (number: number): { href: string } => link(pageHref(url, number, page.limit))
  const pages = page.total === undefined ? 0 : Math.ceil(page.total / page.limit)
  return hal({
    ...(page.total === undefined ? {} : { _total_items: page.total }),
    _page: page.page,
    ...(page.total === undefined ? {} : { _page_count: pages }),
    _links: {
      self: href(page.page),
      ...(page.hasNext ? { next: href(page.page + 1) } : {}),
      ...(page.page > 1 ? { first: href(1), prev: href(page.page - 1) } : {}),
      ...(pages > 1 ? { last: href(pages) } : {}),
    },
    _embedded: { [page.key]: page.items },
  })
}

/** A page cut out of a whole list. */
export function halSlice<T>(
  url: URL,
  key: string,
  items: readonly T[],
  at: { page: number; limit: number },
  show: (item: T) => unknown,
  knowsTotal = false,
): Response {
  const start = (at.page - 1) * at.limit
  return halPage(url, {
    key,
    items: items.slice(start, start + at.limit).map(show),
    ...at,
    hasNext: items.length > start + at.limit,
    ...(knowsTotal ? { total: items.length } : {}),
  })
}

/** The address of a page: the query as it came, `[]` numbered, with `page` and `limit` added where it had none. */
function pageHref(url: URL, page: number, limit: number): string {
  const query = new URLSearchParams(numbered(url))
  query.set('page', String(page))
  if (!query.has('limit')) query.append('limit', String(limit))
  return `${url.origin}${url.pathname}?${query.toString()}`
}

/** The address of a list that has no pages. */
export function listHref(url: URL): string {
  const query = new URLSearchParams(numbered(url)).toString()
  return `${url.origin}${url.pathname}${query ? `?${query}` : ''}`
}

function numbered(url: URL): [string, string][] {
  const counts = new Map<string, number>()
  return [...url.searchParams].map(([key, value]) => {
    if (!key.endsWith('[]')) return [key, value]
    const place = counts.get(key) ?? 0
    counts.set(key, place + 1)
    return [`${key.slice(0, -2)}[${place}]`, value]
  })
}
