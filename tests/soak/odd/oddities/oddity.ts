import type { Random } from '../../../../host/seeds/createRandom'
import type { OddWorld } from '../createOddWorld'
import type { OpenWidget } from '../openWidget'
import { type ListName, type ListPage, listPageOf, type Wire, type WireEnd, type WireRequest } from '../wire'

/** Something odd about a world, for a while. */
export interface Oddity {
  readonly name: string
  /** Nothing is missing by it that the widget needs: runs and cards go on. */
  readonly isHarmless?: boolean
  /** Begins it; gives what ends it for good. */
  begin(world: OddWorld, random: Random): () => void
  /** Told each tab once the widget is open in it, for what is odd about one tab. */
  readonly onWidget?: (world: OddWorld, random: Random, widget: OpenWidget) => void
}

/** The same oddity, marked as one by which nothing is missing. */
export const harmless = (oddity: Oddity): Oddity => ({ ...oddity, isHarmless: true })

/** True for as many times as chance gives: once, a few times, or whenever it is asked until the end. */
export const createSpell = (random: Random): (() => boolean) => {
  let left = random.pick([1, 1, random.integer(2, 6), Number.POSITIVE_INFINITY])
  return () => {
    left -= 1
    return left >= 0
  }
}

const lists: readonly ListName[] = ['leads', 'contacts', 'companies', 'customers']

/** One of the four lists: one of several pages where there is any. */
export const pickList = ({ host }: OddWorld, random: Random): ListName => {
  const long = lists.filter((list) => host.store.table(list).size > 250)
  return random.pick(long.length > 0 && random.isHit(0.8) ? long : lists)
}

type AlterPage = (page: ListPage, request: WireRequest, next: Wire) => Promise<WireEnd>

/** Alters pages of a list that are asked for as a whole or by the time of change (without ids), while its spell lasts. */
export const onPages = (
  name: string,
  isMeant: (page: ListPage, random: Random) => boolean,
  alter: (random: Random) => AlterPage,
): Oddity => ({
  name,
  begin(world, random) {
    const list = pickList(world, random)
    const spell = createSpell(random)
    const alterPage = alter(random)
    return world.between((request, next) => {
      const page = listPageOf(request)
      const isHit = page?.list === list && page.ids.length === 0 && isMeant(page, random) && spell()
      return isHit && page !== null ? alterPage(page, request, next) : next(request)
    })
  },
})
