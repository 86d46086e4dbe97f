// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { createApp } from '../../host/createApp'
import type { ParentRef } from '../../widget/records/parents'
import { mountCard } from '../../widget/wiring/mountCard'
import type { Session } from '../../widget/wiring/session'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createCardWorld } from '../jobs/support/createCardWorld'
import { worldNow } from '../jobs/support/createWorld'
import { aWidget } from '../shell/hostDocument'
import { someTexts } from '../views/someTexts'

const customers = [
  {
    id: 9001,
    name: 'Покупатель',
    ltv: 500,
    purchases_count: 2,
    _embedded: { contacts: [{ id: 1, is_main: true }], companies: [] },
  },
] as unknown as NonNullable<AccountFile['customers']>

/** A card of a local CRM as the page mounts it. */
const createPage = async () => {
  const account = anAccount({
    account: { customers_mode: 'periodicity' },
    leads: [aWireLead(5000, { contacts: [1] })],
    customers,
  })
  const host = createApp({ now: worldNow, rate: 1000, account })
  const send = host.app.fetch
  // The requests of this imitation of a browser may not set a cookie themselves.
  host.app.fetch = (request, ...rest) => {
    request.headers.set('Authorization', 'Bearer local-token')
    return send(request, ...rest)
  }
  const buyers = { upcoming: false, notBought: false, purchases: true, closed: false }
  const world = await createCardWorld({ account, host, settings: { buyers } })
  const session = {
    ...world.cardDeps,
    plainTexts: () => someTexts(),
    texts: async () => ({ ...someTexts(), fieldNames: await world.cardDeps.fieldNames() }),
    storeOwner: () => ({ accountId: 31_000_100, userId: 1, rights: '' }),
    sessionWait: () => null,
    onSessionWait: () => () => undefined,
    hostPage: {
      account: () => ({ timezone: 'Europe/Moscow' }),
      app: () => undefined,
      card: () => null,
      isOpenCard: () => true,
    },
  } as unknown as Session
  const open = async (parent: ParentRef): Promise<HTMLElement> => {
    const place = document.createElement('div')
    document.body.append(place)
    mountCard({
      session,
      widget: aWidget(),
      parent,
      openedAt: world.clock.now(),
      panel: {
        fill: (draw) => {
          draw(place)
          return true
        },
        showWaiting: () => undefined,
        undo: () => undefined,
      },
    })
    await expect.poll(() => place.textContent).toContain('Почему такие числа')
    return place
  }
  const countOf = (path: string): number =>
    world.requests.filter(({ path: asked }) => asked.startsWith(path)).length
  return { world, open, countOf }
}

describe('a card on its page', () => {
  it.each([402, 403])(
    'asks for the stages of buyers no second time where they are refused with %i and purchases alone count',
    async (status) => {
      const { world, open, countOf } = await createPage()
      await world.setFaults({
        path: '/api/v4/customers/statuses',
        status,
        contentType: 'application/problem+json',
        body: { title: 'Error', status, detail: '' },
      })
      for (const cards of [1, 2]) {
        world.requests.length = 0
        await open({ type: 'contacts', id: 1 })
        await world.untilQuiet()
        expect(countOf('/api/v4/customers/statuses')).toBe(1)
        expect(countOf('/api/v4/account')).toBeLessThanOrEqual(cards === 1 ? 2 : 1)
      }
    },
  )
})
