import type { Random } from '../../../../host/seeds/createRandom'
import type { Facilities } from '../browser/facilities'
import type { OddWorld } from '../createOddWorld'
import type { Oddity } from './oddity'

/** A facility of one computer's browser, or of both, behaves so. */
const facility = <Key extends keyof Facilities>(
  name: string,
  key: Key,
  draw: (random: Random) => Facilities[Key],
): Oddity => ({
  name,
  isHarmless: true,
  begin(world: OddWorld, random: Random) {
    const { facilities } = world.computer(random.isHit(0.8) ? 0 : 1)
    const before = facilities[key]
    facilities[key] = draw(random)
    return () => {
      facilities[key] = before
    }
  },
})

const minute = 60_000
const day = 24 * 60 * minute

/** Browsers that refuse, throw, or never answer, and clocks of users. */
export const browsers: readonly Oddity[] = [
  facility('no channels between tabs', 'channel', () => 'absent'),
  facility('channels that throw', 'channel', (random) => random.pick(['throws', 'postThrows'])),
  facility('no locks', 'locks', () => 'absent'),
  facility('locks that are refused', 'locks', (random) => random.pick(['rejects', 'throws'])),
  facility('locks that never come', 'locks', () => 'hangs'),
  facility('storage that refuses', 'storage', (random) =>
    random.pick(['absent', 'throws', 'rejects', 'putThrows']),
  ),
  facility('storage that never opens', 'storage', () => 'openHangs'),
  facility('storage that never answers', 'storage', (random) => random.pick(['getHangs', 'doneHangs'])),
  facility('marks that cannot be kept', 'marks', () => 'throws'),
  facility("a user's clock that is wrong", 'clockAhead', (random) => {
    const ahead = random.pick([3 * day, 11 * minute, 40_000, -day, -2 * minute])
    return () => ahead
  }),
  facility("a user's clock that jumps", 'clockAhead', (random) => {
    const every = random.integer(3000, 40_000)
    const ahead = [0, random.integer(-day, day), random.integer(-minute, minute)]
    return (now) => ahead[Math.floor(now / every) % ahead.length] ?? 0
  }),
]
