import { beforeAll, describe, expect, it } from 'vitest'
import type { TabInHand } from './browser/createComputer'
import { installGlobals } from './browser/installGlobals'
import type { OddWorld } from './createOddWorld'
import type { FailureKind } from './failures'
import { type JsonObject, withJson, type WireRequest } from './wire'

/** A world in which nothing is odd but what is planted: some deals, contacts and companies, and one computer. */
const quiet = { seed: 15, oddities: [] }

beforeAll(installGlobals)

/** What the judge says of the quiet world with this in it, by kind. */
const failuresWith = async (
  planted: (world: OddWorld) => void,
): Promise<ReadonlyMap<FailureKind, string>> => {
  // After the globals: axios looks once whether there is an `XMLHttpRequest`.
  const { tellStory } = await import('./tellStory')
  const { failures } = await tellStory({ ...quiet, planted })
  return new Map(failures.map(({ kind, detail }) => [kind, detail]))
}

/** Changes the bodies of batches that are on their way to the CRM. */
const changeWrites =
  (change: (text: string, world: OddWorld) => string) =>
  (world: OddWorld): void => {
    world.between((request, next) =>
      request.method === 'PATCH' && request.body !== null
        ? next({ ...request, body: change(request.body, world) })
        : next(request),
    )
  }

const isPatch = ({ method }: WireRequest): boolean => method === 'PATCH'

/** Has every tab of the first computer behave so. */
const changeTabs = (world: OddWorld, changes: Partial<TabInHand>): void => {
  const computer = world.computer(0)
  const openTab = computer.openTab.bind(computer)
  Object.assign(computer, { openTab: () => Object.assign(openTab(), changes) })
}

const withHigherPrices = (body: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(body), (key, value: unknown) =>
    key.startsWith('price') && typeof value === 'number' ? value + 1 : value,
  ) as JsonObject

const inFirstField = (text: string, value: unknown): string => {
  const batch = JSON.parse(text) as { custom_fields_values: { values: unknown }[] }[]
  const first = batch[0]?.custom_fields_values[0]
  if (first !== undefined) first.values = [{ value }]
  return JSON.stringify(batch)
}

describe('the judge of odd worlds', () => {
  it('has nothing to say of a world in which nothing is odd', async () => {
    expect(await failuresWith(() => undefined)).toEqual(new Map())
  })

  it('sees a wrong figure that is written, and that stands there after «Готово»', async () => {
    const failures = await failuresWith(changeWrites((text) => inFirstField(text, '77777')))
    expect(failures.get('write')).toMatch(/boughtCount 77777 instead of \d+ was written/)
    expect(failures.get('done')).toMatch(/boughtCount must be \d+, is 77777/)
  })

  it('sees a wrong figure beside «проверено» on a card', async () => {
    const failures = await failuresWith((world) => {
      world.between(async (request, next) =>
        withJson(await next(request), (body) =>
          request.path.startsWith('/api/v4/leads') ? withHigherPrices(body) : body,
        ),
      )
    })
    expect(failures.get('card')).toMatch(/^the card of (contacts|companies) \d+ in computer 1 tab \d+: /)
  })

  it("sees that somebody else's field is written by the widget", async () => {
    const failures = await failuresWith(
      changeWrites((text, { account }) =>
        text.replace(/"field_id":\d+/, `"field_id":${account.foreignIds.contacts[0]}`),
      ),
    )
    expect(failures.get('foreign')).toBeDefined()
  })

  it("sees that somebody else's value is another one at the end, whoever has changed it", async () => {
    const failures = await failuresWith((world) => {
      let isDone = false
      world.onRequest((request) => {
        if (isDone || !isPatch(request)) return
        isDone = true
        const id = world.host.store.table('contacts').idAt(0)
        const values = [{ field_id: world.account.foreignIds.contacts[0], values: [{ value: 123_456 }] }]
        const change = { op: 'update', entity: 'contacts', id, set: { custom_fields_values: values } }
        void world.changeAll([change])
      })
    })
    expect(failures.get('foreign')).toMatch(/^contacts \d+: other fields held .*123456/)
  })

  it('sees a stamp that lies ahead of the clock of the CRM', async () => {
    const failures = await failuresWith(
      changeWrites((text) =>
        text.replaceAll(/"value":(\d{10})\b/g, (_all, at) => `"value":${Number(at) + 600}`),
      ),
    )
    expect(failures.get('stamp')).toMatch(/«Актуально на» was written (59|60)\d s ahead/)
  })

  it('sees that a run and a card say nothing, and that there is no «Готово» in the end', async () => {
    const failures = await failuresWith((world) => changeTabs(world, { deliver: () => undefined }))
    expect(failures.get('silent')).toMatch(/^the card of .* says nothing after \{"phase":"waiting"\}$/)
    expect(failures.get('stuck')).toBeDefined()
  })

  it('sees a reading without an end', async () => {
    const failures = await failuresWith((world) => {
      const another = world.computer(0).openTab()
      const ask = (): void => {
        if (world.failures.some(({ kind }) => kind === 'endless')) return
        another.request({ method: 'GET', url: '/api/v4/account', body: null }, () => undefined)
        world.clock.at(world.clock.now() + 150, ask)
      }
      ask()
    })
    expect(failures.get('endless')).toMatch(/^the run in computer 1 tab \d+: \d+ requests in \d+ s$/)
  })

  it('sees more requests within a second than the tabs of a computer may send', async () => {
    const failures = await failuresWith((world) => {
      const another = world.computer(0).openTab()
      for (let sent = 0; sent < 12; sent += 1)
        another.request({ method: 'GET', url: '/api/v4/account', body: null }, () => undefined)
    })
    expect(failures.get('rate')).toMatch(/^\d+ requests within a second from computer 1$/)
  })

  it('sees that the widget gives up where nothing is odd', async () => {
    const failures = await failuresWith((world) => {
      world.between(async (request, next) =>
        /leads\?/.test(request.path) ? { status: 400, headers: {}, body: '{}' } : next(request),
      )
    })
    expect(failures.get('needless')).toMatch(/^the (run|card)/)
  })

  it('sees that the fields were made a second time', async () => {
    const failures = await failuresWith((world) => {
      world.onWorked((request) => {
        if (!isPatch(request)) return
        world.host.store.fields.contacts.putField({ id: 99_999, name: '*Отказы, шт.', type: 'numeric' })
      })
    })
    expect(failures.get('twins')).toBe('9 fields of contacts are ours by code or name')
  })

  it('sees that the widget does not come up', async () => {
    const failures = await failuresWith((world) =>
      changeTabs(world, {
        inside: () => {
          throw new Error('a browser that can nothing')
        },
      }),
    )
    expect(failures.get('broken')).toMatch(/a browser that can nothing/)
  })
})
