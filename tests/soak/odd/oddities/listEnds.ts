import {
  isAnswer,
  type JsonObject,
  type ListPage,
  listPageOf,
  nothing,
  recordsOf,
  withJson,
  withRecords,
} from '../wire'
import { createSpell, type Oddity, onPages, pickList } from './oddity'

const isAny = (): boolean => true
/** A short page is told from a whole one by the page that follows: of a last page nobody can say what it lacks. */
const hasNext = (body: JsonObject): boolean =>
  (body['_links'] as JsonObject | undefined)?.['next'] !== undefined
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
        hasNext(body) ? withRecords(body, page.list, recordsOf(body, page.list).slice(0, 100)) : body,
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
  {
    name: '204 for a whole list that was known before',
    begin(world, random) {
      const list = pickList(world, random)
      const spell = createSpell(random)
      return world.between(async (request, next) => {
        const page = listPageOf(request)
        const isMeant = page?.list === list && page.ids.length === 0 && world.gate.hasRead(request.computer)
        const end = await next(request)
        return isMeant && isAnswer(end) && spell() ? nothing(end.headers) : end
      })
    },
  },
  onPages(
    'a page that lacks a row',
    isAny,
    (random) => async (page, request, next) =>
      withJson(await next(request), (body) => {
        const records = recordsOf(body, page.list)
        const gone = random.integer(0, Math.max(0, records.length - 1))
        return records.length < 2 || !hasNext(body)
          ? body
          : withRecords(
              body,
              page.list,
              records.filter((_record, place) => place !== gone),
            )
      }),
  ),
]
