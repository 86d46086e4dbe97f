import { performance } from 'node:perf_hooks'
import { createApp } from '../host/createApp'
import { LARGE_SIZES, openAccount } from '../host/openAccount'

/**
 * Measures the local CRM with the large account: `npx tsx bench/hostLarge.ts`. Prints start-up time, memory, the median
 * time of a page of 250 in every documented order and `with` beside the processor time it took, then writes eight fields of every card through the API
 * and measures again.
 */
async function main(): Promise<void> {
  const began = performance.now()
  const { file, sources } = await openAccount('large', LARGE_SIZES, 1_764_547_200)
  const { app, store } = createApp({ account: file, sources, rate: 1_000_000 })
  store.prepare()
  console.log(`started in ${Math.round(performance.now() - began)} ms, ${rss()} MB`)
  const send = async (method: string, path: string, body?: unknown): Promise<string> => {
    const response = await app.fetch(
      new Request(`http://crm.test${path}`, {
        method,
        headers: { Authorization: 'Bearer local-token' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status}`)
    return response.text()
  }
  await measurePages(send)
  await writeAll(send)
  console.log(`after every card was written: ${rss()} MB, ${store.events.length} events`)
  await measurePages(send)
  console.log(`in the end: ${rss()} MB`)
}

type Send = (method: string, path: string, body?: unknown) => Promise<string>

const LISTS = [
  'leads?with=contacts&',
  'leads?with=contacts,catalog_elements,loss_reason,source,source_id,is_price_modified_by_robot&',
  'contacts?with=leads,customers&',
  'companies?with=leads,contacts,customers&',
  'customers?with=contacts,companies&',
]
const ORDERS = [
  'order[id]=asc',
  'order[id]=desc',
  'order[updated_at]=asc',
  'order[updated_at]=desc',
  'order[created_at]=desc',
]

async function measurePages(send: Send): Promise<void> {
  for (const list of LISTS) {
    for (const order of ORDERS) {
      const times: number[] = []
      await send('GET', `/api/v4/${list}limit=250&page=5&${order}`)
      const spent = process.cpuUsage()
      for (const page of [1, 2, 40, 41, 60, 61, 70, 71, 79, 80]) {
        const from = performance.now()
        await send('GET', `/api/v4/${list}limit=250&page=${page}&${order}`)
        times.push(performance.now() - from)
      }
      const { user, system } = process.cpuUsage(spent)
      times.sort((one, other) => one - other)
      const cpu = (user + system) / 1000 / times.length
      console.log(
        `${list}${order}: median ${(times[5] ?? 0).toFixed(1)} ms, processor ${cpu.toFixed(1)} ms a page`,
      )
    }
  }
}

async function writeAll(send: Send): Promise<void> {
  for (const entity of ['contacts', 'companies']) {
    const types = ['numeric', 'numeric', 'numeric', 'numeric', 'numeric', 'numeric', 'numeric', 'date_time']
    const made = JSON.parse(
      await send(
        'POST',
        `/api/v4/${entity}/custom_fields`,
        types.map((type, index) => ({ type, name: `*${index}` })),
      ),
    ) as { _embedded: { custom_fields: { id: number }[] } }
    const fieldIds = made._embedded.custom_fields.map((field) => field.id)
    const from = performance.now()
    let requests = 0
    for (let page = 1; ; page++) {
      const text = await send('GET', `/api/v4/${entity}?limit=250&page=${page}&order[id]=asc`)
      if (text === '') break
      const { _embedded: embedded } = JSON.parse(text) as { _embedded: Record<string, { id: number }[]> }
      const cards = embedded[entity] ?? []
      await send(
        'PATCH',
        `/api/v4/${entity}`,
        cards.map(({ id }) => ({
          id,
          custom_fields_values: fieldIds.map((field_id, index) => ({
            field_id,
            values: [{ value: index < 7 ? String((id * (index + 3)) % 100_000) : 1_764_547_200 }],
          })),
        })),
      )
      requests += 2
      if (cards.length < 250) break
    }
    const ms = performance.now() - from
    console.log(
      `${entity}: ${requests} requests in ${Math.round(ms)} ms, ${(ms / requests).toFixed(1)} ms each`,
    )
  }
}

function rss(): number {
  return Math.round(process.memoryUsage.rss() / 1_048_576)
}

await main()
