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
import type { Random } from '../../../../host/seeds/createRandom'
import type { WireEnd } from '../wire'
import { createSpell, type Oddity } from './oddity'

/** Answers to questions about ids that are no answers to them. */
export const filtered: readonly Oddity[] = [
  onIds('a filtered answer that lacks an id', (records, random) => {
    const gone = random.integer(0, Math.max(0, records.length - 1))
    return records.filter((_record, place) => place !== gone)
  }),
  onIds('a filtered answer with a record twice', (records, random) =>
    records.length === 0 ? records : [...records, random.pick(records)],
  ),
  onIds('a filtered answer with one record twice in place of another', (records) =>
    records.length < 2 ? records : [...records.slice(1), records[1] as JsonObject],
  ),
  {
    name: '204 for a question about ids',
    begin: (world, random) =>
      onQuestions(world, random, async (end) => (isAnswer(end) ? nothing(end.headers) : end)),
  },
  {
    name: 'filters that stop working',
    begin(world, random) {
      const spell = createSpell(random)
      return world.between((request, next) => {
        const page = listPageOf(request)
        if (page === null || page.ids.length === 0 || !spell()) return next(request)
        const url = new URL(request.url, 'http://crm.test')
        for (const key of Array.from(url.searchParams.keys()))
          if (key.startsWith('filter')) url.searchParams.delete(key)
        return next({ ...request, url: `${url.pathname}${url.search}` })
      })
    },
  },
]

type Alter = (end: WireEnd, page: ListPage) => Promise<WireEnd>

function onQuestions(world: Parameters<Oddity['begin']>[0], random: Random, alter: Alter): () => void {
  const list = random.pick(['leads', 'leads', 'contacts', 'customers'] as const)
  const spell = createSpell(random)
  return world.between(async (request, next) => {
    const page = listPageOf(request)
    if (page?.list !== list || page.ids.length === 0 || !spell()) return next(request)
    return alter(await next(request), page)
  })
}

function onIds(
  name: string,
  alter: (records: readonly JsonObject[], random: Random) => readonly JsonObject[],
): Oddity {
  return {
    name,
    begin: (world, random) =>
      onQuestions(world, random, async (end, page) =>
        withJson(end, (body) => withRecords(body, page.list, alter(recordsOf(body, page.list), random))),
      ),
  }
}
