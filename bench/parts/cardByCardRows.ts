import { performance } from 'node:perf_hooks'
import { createApp } from '../../host/createApp'
import { createLargeAccount } from '../../host/seeds/createLargeAccount'
import { runSoak } from '../../tests/soak/runSoak'
import { createBrowserClock } from '../../widget/api/createBrowserClock'
import { createLocalLock } from '../../widget/api/createLocalLock'
import { createSendQueue } from '../../widget/api/createSendQueue'
import { formatNumber } from '../formatNumber'
import { type BenchRow, rowOf } from '../row'

const sizes = { leads: 50_000, contacts: 20_000, companies: 3000, customers: 2000 }
const rate = 50
const cards = 500
const origin = 'http://crm.test'

interface WireLead {
  readonly price: number
  readonly status_id: number
}

/** Today's way, one card after the other with two reads and a write each, beside a whole run of ours; both at the same rate in real time. */
export const cardByCardRows = async (): Promise<readonly BenchRow[]> => {
  const theirs = await fillCards()
  const ours = await runSoak({ ...sizes, rate, latencyMs: 0 })
  const all = sizes.contacts + sizes.companies
  const factor = all / cards
  const requests = theirs.requests * factor
  return [
    rowOf(
      `card by card (two reads and a write a card), ${cards} contacts, rate ${rate}`,
      'for comparison',
      `${formatNumber(theirs.requests)} requests, ${formatNumber(theirs.seconds, 1)} s`,
      null,
      `extrapolated by × ${factor} to ${formatNumber(all)} cards: ${formatNumber(requests)} requests, ${formatNumber((theirs.seconds * factor) / 60)} min`,
    ),
    rowOf(
      `our run over all ${formatNumber(all)} cards of the same account, rate ${rate}`,
      'for comparison',
      `${formatNumber(ours.requests)} requests, ${formatNumber(ours.seconds, 1)} s`,
      ours.requests < requests && ours.differences === 0,
      `${formatNumber(requests / ours.requests)} × fewer requests; at the usual 5 a second ${formatNumber(ours.requests / 5)} s against ${formatNumber(requests / 5 / 3600, 1)} h; ${ours.differences} fields differ from a brute force`,
    ),
  ]
}

const fillCards = async (): Promise<{ readonly requests: number; readonly seconds: number }> => {
  const { file, sources } = createLargeAccount({ seed: 1, ...sizes })
  const { app } = createApp({ account: file, sources, rate, filters: true })
  const clock = createBrowserClock({
    now: () => performance.now(),
    startTimer: (callback, delay) => setTimeout(callback, delay) as unknown as number,
    stopTimer: (timer) => clearTimeout(timer),
    makeWorker: () => null,
  })
  const queue = createSendQueue({ clock, lock: createLocalLock(), lockName: 'bench', rate })
  let requests = 0
  const send = (method: string, path: string, body?: object): Promise<unknown> =>
    queue.send('run', undefined, async () => {
      requests += 1
      const response = await app.fetch(
        new Request(`${origin}/api/v4/${path}`, {
          method,
          headers: { Authorization: 'Bearer local-token' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
      return response.status === 204 ? {} : response.json()
    })
  const made = (await send('POST', 'contacts/custom_fields', [
    { type: 'numeric', name: 'Count' },
    { type: 'numeric', name: 'Sum' },
  ])) as { _embedded: { custom_fields: readonly { id: number }[] } }
  const [count, sum] = made._embedded.custom_fields.map(({ id }) => id)
  requests = 0
  const start = performance.now()
  for (let place = 0; place < cards; place += 1) {
    const id = sources.contacts?.idAt(place) ?? 0
    const card = (await send('GET', `contacts/${id}?with=leads`)) as {
      _embedded: { leads: readonly { id: number }[] }
    }
    const ids = card._embedded.leads.map((lead) => `filter[id][]=${lead.id}`).join('&')
    const read = (await send('GET', `leads?limit=250&${ids || 'filter[id][]=0'}`)) as {
      _embedded?: { leads: readonly WireLead[] }
    }
    const bought = (read._embedded?.leads ?? []).filter((lead) => lead.status_id === 142)
    const values = [
      { field_id: count, values: [{ value: String(bought.length) }] },
      { field_id: sum, values: [{ value: String(bought.reduce((total, { price }) => total + price, 0)) }] },
    ]
    await send('PATCH', `contacts/${id}`, { custom_fields_values: values })
  }
  const seconds = (performance.now() - start) / 1000
  clock.close()
  return { requests, seconds }
}
