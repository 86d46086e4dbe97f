import type { Oddity } from './oddity'

/** Orders that are not what they seem. */
export const order: readonly Oddity[] = [
  {
    name: 'equal times in a new order with each request',
    isHarmless: true,
    begin({ host }, random) {
      const { current } = host.context.faults
      const tiesOrder = random.pick(['shuffled', 'byPage'])
      const seed = random.integer(0, 1e6)
      host.context.faults.replace({ ...current, seed, unverified: { ...current.unverified, tiesOrder } })
      return () => void host.context.faults.replace(current)
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
