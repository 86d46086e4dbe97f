import type { Random } from '../../../../host/seeds/createRandom'
import { isAnswer, type WireEnd, type WireRequest } from '../wire'
import { createSpell, type Oddity } from './oddity'

const html = (status: number): WireEnd => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><h1>${status}</h1></html>`,
})

const failures: Readonly<Record<string, (random: Random) => WireEnd>> = {
  '429 in bursts': () => html(429),
  '500 and its kin': (random) => html(random.pick([500, 502, 503, 504])),
  'connections that break': () => 'cut',
  'requests without an answer': () => 'never',
  'a page of HTML in place of JSON': () => html(200),
}

/** Some requests fail; of those that write, some were worked on all the same. */
const failing = (name: string, endOf: (random: Random) => WireEnd): Oddity => ({
  name,
  begin(world, random) {
    const spell = createSpell(random)
    const share = random.pick([0.05, 0.2, 0.6])
    return world.between(async (request, next) => {
      if (!random.isHit(share) || !spell()) return next(request)
      const end = endOf(random)
      const isWorkedOn = !isAnswer(end) || end.status >= 502
      if (isWorkedOn && random.isHit(0.5)) await next(request)
      return end
    })
  },
})

/** A method of buyers alone is refused, as where the account has not paid for them. */
const refusedBuyers: Oddity = {
  name: 'a method of buyers refused',
  begin(world, random) {
    const status = random.pick([402, 403, 422])
    const isMeant = random.pick([
      ({ path }: WireRequest) => path.startsWith('/api/v4/customers/statuses'),
      ({ path }: WireRequest) => /^\/api\/v4\/customers(\?|\/\d|$)/.test(path),
      ({ path }: WireRequest) => path.startsWith('/api/v4/customers'),
    ])
    return world.between((request, next) =>
      isMeant(request)
        ? Promise.resolve({
            status,
            headers: { 'content-type': 'application/problem+json' },
            body: JSON.stringify({ title: 'Refused', status, detail: 'Customers are disabled', type: '' }),
          })
        : next(request),
    )
  },
}

const dates: Oddity = {
  isHarmless: true,
  name: 'answers without a time, or with none that can be read',
  begin(world, random) {
    const date = random.pick([null, '', 'yesterday', '0000-00-00'])
    const share = random.pick([0.3, 1])
    return world.between(async (request, next) => {
      const end = await next(request)
      if (!isAnswer(end) || !random.isHit(share)) return end
      const { date: _date, ...headers } = end.headers
      return { ...end, headers: date === null ? headers : { ...headers, date } }
    })
  },
}

/** Calls that fail, in part or as a whole. */
export const failingCalls: readonly Oddity[] = [
  ...Object.entries(failures).map(([name, endOf]) => failing(name, endOf)),
  refusedBuyers,
  dates,
]
