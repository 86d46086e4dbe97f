import type { Random } from '../../../host/seeds/createRandom'
import type { CardState } from '../../../widget/jobs/cardState'
import type { ParentRef } from '../../../widget/records/parents'
import { readAccount } from '../../jobs/support/readAccount'
import type { PlainCard, PlainFigureKey } from '../../oracle/bruteForceFigures'
import type { OddWorld } from './createOddWorld'
import { followCard } from './followScreen'
import { areTextsOf } from './judge/createTruthBook'
import { createWords } from './judge/createWords'
import { differenceOf, secondsBlur } from './judge/createWriteJudge'
import { ourFields, textOfValue } from './judge/ourFields'
import type { OpenWidget } from './openWidget'

type Shown = Extract<CardState, { phase: 'shown' }>

/** How the opening of a card ended: the phase of its panel, or that nobody waited any longer. */
export type CardEnd = CardState['phase'] | 'givenUp'

const patience = 240_000

/** Opens a card, waits for what its panel says in the end, judges it, and leaves the card. */
export const driveCard = async (
  world: OddWorld,
  widget: OpenWidget,
  parent: ParentRef,
  random: Random,
): Promise<CardEnd> => {
  const { clock, report } = world
  const { tab } = widget
  const label = labelOf(parent, tab)
  const words = createWords(clock, label, report, () => tab.isFrozen() || tab.isClosed())
  const card = widget.card(parent)
  const unfollow = followCard(widget, card, words)
  const end = await new Promise<CardEnd>((resolve) => {
    const look = (): void => {
      if (tab.isClosed() || words.silence() > patience) resolve('givenUp')
      else clock.at(clock.now() + 5000, look)
    }
    clock.at(clock.now() + 5000, look)
    card.subscribe((state) => {
      judgeState(world, widget, parent, state)
      if (state.phase === 'tooMany' && random.isHit(0.5)) {
        clock.at(clock.now() + 2000, () => tab.deliver(() => card.refresh()))
        return
      }
      if (state.phase !== 'waiting' && state.phase !== 'reading') resolve(state.phase)
    })
    tab.deliver(() => card.start())
  })
  words.end()
  unfollow()
  tab.deliver(() => card.cancel())
  return end
}

const labelOf = ({ type, id }: ParentRef, { name }: { readonly name: string }): string =>
  `the card of ${type} ${id} in ${name}`

/** Whatever stands beside «проверено» was true at some moment since then, and stands in the fields where the card says so. */
const judgeState = (world: OddWorld, { tab }: OpenWidget, parent: ParentRef, state: CardState): void => {
  const { clock, report } = world
  const label = labelOf(parent, tab)
  const known = state.phase === 'reading' || state.phase === 'failed' ? state.known : null
  const checkedAt = state.phase === 'shown' ? state.checkedAt : (known?.checkedAt ?? null)
  if (checkedAt === null) return
  const at = clock.now() - (tab.performanceNow() - checkedAt)
  if (at > clock.now() + secondsBlur)
    report('stamp', `${label}: «проверено» lies ${Math.round((at - clock.now()) / 1000)} s ahead`)
  if (state.phase === 'shown') judgeShown(world, label, { parent, state, at })
}

interface JudgedCard {
  readonly parent: ParentRef
  readonly state: Shown
  /** When the figures were read, in ms of the world's clock. */
  readonly at: number
}

const judgeShown = (world: OddWorld, label: string, { parent, state, at }: JudgedCard): void => {
  const { clock, report, host } = world
  const from = Math.min(at, clock.now()) - secondsBlur
  const moments = world
    .truth()
    .during(
      parent.type,
      parent.id,
      { from, to: clock.now() },
      state.withoutBuyers === undefined ? 'with' : 'without',
    )
  const cards = moments.filter((card) => card !== null)
  if (cards.length < moments.length) return
  const { figures } = state
  if (!cards.some((card) => hasFigures(card, figures)))
    report('card', `${label}: ${JSON.stringify(figures)} in place of ${textOf(cards.at(-1))}`)
  const [only] = cards
  if (cards.length !== 1 || only === undefined || only.isTooLong) return
  if (state.outcome !== 'written' && state.outcome !== 'equal') return
  if (state.missingFields.length > 0) return
  const texts = storedTexts(host, parent)
  if (!areTextsOf(only, texts))
    report(
      'card',
      `${label}: it says ${state.outcome}, and its fields hold ${differenceOf(only.wire, texts)}`,
    )
}

const hasFigures = (card: PlainCard, figures: Shown['figures']): boolean =>
  Object.entries(card.figures).every(([key, wanted]) => {
    const shown = figures[key as PlainFigureKey]
    return BigInt(Math.round(shown ?? 0)) === wanted && (shown !== null || key === 'averageCheck')
  })

const textOf = (card: PlainCard | undefined): string =>
  JSON.stringify(card?.figures, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))

/** What the CRM holds in the fields of a card. */
const storedTexts = (
  host: OddWorld['host'],
  { type, id }: ParentRef,
): Partial<Record<PlainFigureKey, string>> => {
  const stored = readAccount(host)[type]?.find((card) => card.id === id)?.custom_fields_values ?? []
  const texts: Partial<Record<PlainFigureKey, string>> = {}
  for (const [fieldId, key] of ourFields(host, type)) {
    if (key === 'actualAt') continue
    const value = stored.find((entry) => entry.field_id === fieldId)?.values?.[0]?.value
    texts[key] = textOfValue(value)
  }
  return texts
}
