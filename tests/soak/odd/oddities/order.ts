import {
  isAnswer,
  type JsonObject,
  listPageOf,
  recordsOf,
  withRecords,
  type Wire,
  type WireEnd,
  type WireRequest,
} from '../wire'
import { createRandom } from '../../../../host/seeds/createRandom'
import type { Oddity } from './oddity'

/** Orders that are not what they seem. */
export const order: readonly Oddity[] = [
  {
    name: 'equal times in a new order with each request',
    begin(world, random) {
      let turn = 0
      return world.between(async (request, next) => {
        const page = listPageOf(request)
        const direction = page?.query.get('order[updated_at]') ?? null
        if (page === null || direction === null) return next(request)
        turn += 1
        const all = await readAll(request, page.list, next)
        if (all === null) return next(request)
        const chance = createRandom(random.integer(0, 1e9), turn)
        const sign = direction === 'asc' ? 1 : -1
        const shuffled = all
          .map((record) => ({ record, draw: chance.fraction(), at: Number(record['updated_at']) }))
          .sort((one, other) => (one.at - other.at) * sign || one.draw - other.draw)
          .map(({ record }) => record)
        const from = (page.page - 1) * page.limit
        return pageOf(
          request,
          page,
          shuffled.slice(from, from + page.limit),
          shuffled.length > from + page.limit,
        )
      })
    },
  },
  {
    isHarmless: true,
    name: 'many records changed in one second',
    begin: (world, random) => {
      const undo = world.onRequest(() => {
        if (!random.isHit(0.02)) return
        const list = random.pick(['leads', 'contacts', 'companies'] as const)
        void touchMany(world, list)
      })
      return undo
    },
  },
  {
    name: 'changes that carry an old time',
    begin(world, random) {
      const change = (): void => {
        const { store } = world.host
        const table = store.table('leads')
        if (!world.gate.mayChange() || table.size === 0) return
        const id = table.idAt(random.integer(0, table.size - 1))
        const at = Math.floor((world.epoch + world.clock.now()) / 1000) - 300_000
        const set = { price: random.integer(1, 99_999), updated_at: at }
        void world.change({ op: 'update', entity: 'leads', id, set })
      }
      let undoAlarm: () => void = () => undefined
      const later = (): void => {
        undoAlarm = world.clock.at(world.clock.now() + random.integer(2, 30) * 60_000, () => {
          change()
          later()
        })
      }
      later()
      const undo = world.onWorked(() => {
        if (random.isHit(0.05)) change()
      })
      return () => {
        undo()
        undoAlarm()
      }
    },
  },
]

const touchMany = async (
  world: Parameters<Oddity['begin']>[0],
  list: 'leads' | 'contacts' | 'companies',
): Promise<void> => {
  if (!world.gate.mayChange()) return
  const { store } = world.host
  const table = store.table(list)
  const at = Math.floor((world.epoch + world.clock.now()) / 1000)
  const live = Array.from({ length: table.size }, (_, index) => index).filter((index) => table.isLive(index))
  const changes = live.map((index) => ({
    op: 'update',
    entity: list,
    id: table.idAt(index),
    set: list === 'leads' ? { price: 10 + index } : { name: `Все ${index}` },
    at,
  }))
  await world.changeAll(changes)
  world.truth().note()
}

const readAll = async (
  request: WireRequest,
  list: string,
  next: Wire,
): Promise<readonly JsonObject[] | null> => {
  const all: JsonObject[] = []
  for (let page = 1; ; page += 1) {
    const url = new URL(request.url, 'http://crm.test')
    url.searchParams.set('page', String(page))
    url.searchParams.set('limit', '250')
    const end = await next({ ...request, url: `${url.pathname}${url.search}` })
    if (!isAnswer(end) || (end.status !== 200 && end.status !== 204)) return null
    if (end.status === 204) return all
    const body = JSON.parse(end.body) as JsonObject
    all.push(...recordsOf(body, list))
    if ((body['_links'] as JsonObject)['next'] === undefined) return all
  }
}

const pageOf = (
  request: WireRequest,
  page: { readonly list: string; readonly page: number },
  records: readonly JsonObject[],
  hasMore: boolean,
): WireEnd => {
  if (records.length === 0) return { status: 204, headers: {}, body: '' }
  const url = new URL(request.url, 'http://crm.test')
  const self = { href: url.href }
  url.searchParams.set('page', String(page.page + 1))
  const body = {
    ...withRecords({ _page: page.page }, page.list, records),
    _links: { self, ...(hasMore && { next: { href: url.href } }) },
  }
  return { status: 200, headers: { 'content-type': 'application/hal+json' }, body: JSON.stringify(body) }
}
