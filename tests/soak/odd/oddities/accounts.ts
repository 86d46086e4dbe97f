import type { Random } from '../../../../host/seeds/createRandom'
import { parentTypes } from '../../../../widget/records/parents'
import { fieldKeys } from '../../../../widget/records/fieldKeys'
import { createOddAccount } from '../createOddAccount'
import { ourFields } from '../judge/ourFields'
import type { Oddity } from './oddity'

/** Settings and fields that are not what the widget has left. */
export const accounts: readonly Oddity[] = [
  {
    name: 'settings that name fields of another account',
    begin(world, random) {
      const before = world.settings
      const { contacts, companies } = world.account.foreignIds
      const idsOf = (ids: readonly number[]) =>
        Object.fromEntries(fieldKeys.map((key, place) => [key, ids[place]]))
      world.settings = {
        ...before,
        ...(random.isHit(0.5) && { account: 31_000_999 }),
        fields: { contacts: idsOf(contacts), companies: idsOf(companies) },
      }
      return () => {
        world.settings = before
      }
    },
  },
  {
    name: 'another account in place of the one before',
    begin(world, random) {
      // One with the same number is told by its records alone: they are older than what was kept.
      const next = createOddAccount(random, world.epoch / 1000 - 500_000)
      const id = random.pick([world.host.store.account.id, 31_000_200])
      world.replaceAccount({ ...next, file: { ...next.file, account: { ...next.file.account, id } } })
      return () => undefined
    },
  },
  {
    name: 'fields deleted meanwhile',
    begin(world, random) {
      let left = random.integer(1, 3)
      return world.onRequest(({ method }) => {
        if (left === 0 || !world.gate.mayChange() || !random.isHit(method === 'PATCH' ? 0.3 : 0.03)) return
        const id = anyOurField(world.host, random)
        if (id === null) return
        left -= 1
        world.gate.hasLostFields = true
        void world.changeAll([{ op: 'delete', entity: 'custom_fields', id }])
      })
    },
  },
]

const anyOurField = (host: Parameters<typeof ourFields>[0], random: Random): number | null => {
  const ids = parentTypes.flatMap((type) => [...ourFields(host, type).keys()])
  return ids.length === 0 ? null : random.pick(ids)
}
