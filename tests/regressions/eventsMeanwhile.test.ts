import { describe, expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld, worldNow } from '../jobs/support/createWorld'

const links = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, position) => ({
    op: 'link',
    entity: 'leads',
    id: 5000 + from + position,
    to: { entity: 'contacts', id: 1 },
  }))

describe('events that are read while others come', () => {
  it.each(['desc', 'asc'])(
    'are all there where the CRM gives them %s and fails at one of the pages',
    async (eventsOrder) => {
      const world = createWorld({
        account: anAccount({
          contactCount: 2,
          leads: Array.from({ length: 300 }, (_, position) => aWireLead(5000 + position, {})),
        }),
      })
      await world.change(...links(0, 200))
      const before = new Set<string>()
      for (const event of world.account().events ?? [])
        if (event.type === 'entity_linked') before.add(String(event.entity_id))
      await world.change(
        ...links(200, 300).map((link) => ({
          ...link,
          afterRequest: { method: 'GET', path: '/api/v4/events', n: 3 },
        })),
      )
      const rules = [{ path: '/events.*page=2$/', status: 500, times: 1 }]
      world.host.context.faults.replace({ rules, ratePerSecond: 1000, unverified: { eventsOrder } })
      const events = await world.client.listEvents(['entity_linked'], (worldNow - 5) as UnixSeconds, {
        priority: 'run',
      })
      const found = new Set(events.map(({ entityId }) => String(entityId)))
      expect([...before].filter((id) => !found.has(id))).toEqual([])
    },
  )
})
