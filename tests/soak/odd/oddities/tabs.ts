import type { Oddity } from './oddity'

/** Tabs that stand still while they hold what others wait for. */
export const tabs: readonly Oddity[] = [
  {
    name: 'tabs that freeze for a while',
    isHarmless: true,
    begin: () => () => undefined,
    onWidget(world, random, { tab }) {
      const freezeLater = (): void => {
        world.clock.at(
          world.clock.now() + random.pick([random.integer(300, 6000), random.integer(500, 40_000)]),
          () => {
            if (tab.isClosed() || !world.gate.isOdd) return
            tab.freeze()
            world.clock.at(world.clock.now() + random.integer(2000, 90_000), () => tab.thaw())
            if (random.isHit(0.4)) freezeLater()
          },
        )
      }
      if (random.isHit(0.5)) freezeLater()
    },
  },
]
