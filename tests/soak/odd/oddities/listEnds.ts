import { isAnswer, type JsonObject, type ListPage, nothing, recordsOf, withJson, withRecords } from '../wire'
import { type Oddity, onPages } from './oddity'

const isAny = (): boolean => true
/** What stands in the middle of a list that has one. */
const isLater = ({ page }: ListPage): boolean => page > 1

const withoutNext = (body: JsonObject): JsonObject => {
  const { next: _next, ...links } = (body['_links'] ?? {}) as JsonObject
  return { ...body, _links: links }
}

/** Lists that end where they do not end, or never. */
export const listEnds: readonly Oddity[] = [
  onPages(
    'a page without `next` though more follow',
    isAny,
    () => async (_page, request, next) => withJson(await next(request), withoutNext),
  ),
  onPages('204 where `next` was promised', isLater, () => async () => nothing()),
  onPages(
    'an empty page with `next` in the middle',
    isLater,
    () => async (page, request, next) =>
      withJson(await next(request), (body) => {
        const href = new URL(request.url, 'http://crm.test')
        href.searchParams.set('page', String(page.page + 1))
        return {
          ...withRecords(body, page.list, []),
          _links: { ...(body['_links'] as object), next: { href: href.href } },
        }
      }),
  ),
  onPages(
    'pages that come with 100 of their rows',
    isAny,
    () => async (page, request, next) =>
      withJson(await next(request), (body) =>
        withRecords(body, page.list, recordsOf(body, page.list).slice(0, 100)),
      ),
  ),
  onPages('a page that comes again and again', isLater, () => async (page, request, next) => {
    const url = new URL(request.url, 'http://crm.test')
    url.searchParams.set('page', '1')
    const first = await next({ ...request, url: `${url.pathname}${url.search}` })
    return withJson(first, (body) => {
      url.searchParams.set('page', String(page.page + 1))
      return { ...body, _links: { ...(body['_links'] as object), next: { href: url.href } } }
    })
  }),
  onPages('204 for a whole list', isAny, () => async (_page, request, next) => {
    const end = await next(request)
    return isAnswer(end) ? nothing(end.headers) : end
  }),
  onPages(
    'a page that lacks a row',
    isAny,
    (random) => async (page, request, next) =>
      withJson(await next(request), (body) => {
        const records = recordsOf(body, page.list)
        const gone = random.integer(0, Math.max(0, records.length - 1))
        return records.length < 2
          ? body
          : withRecords(
              body,
              page.list,
              records.filter((_record, place) => place !== gone),
            )
      }),
  ),
]
