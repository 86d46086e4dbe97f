import type { HostWidget } from '../shell/hostTypes'
import { readLangs } from '../shell/page/readWidget'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { type CardPanelPlace, createCardPanelPlace } from './createCardPanelPlace'
import { showPartFailure } from './parts/showPartFailure'

/**
 * Milliseconds after which an open card has loaded what reads and counts. Reading itself begins a little later (`createCardRefresh`), so who
 * leafs through cards has neither loaded nor read for the ones that he passes.
 */
const loadDelay = 300

interface OpenCardDeps {
  readonly widget: HostWidget
  /** Of the user's words. */
  readonly language: string
  /** Whether the settings in force leave this card alone. */
  readonly isLeftAlone: () => boolean
  /** Milliseconds of the page's clock, when the CRM showed the card. */
  readonly openedAt: number
  /** Loads what refreshes the card; what it gives fills the panel and returns its undo. Rejects with `PartError`. */
  readonly load: () => Promise<(panel: CardPanelPlace) => Undo>
  /** Told where the user sees no panel to say it in. */
  readonly onFailure: (error: unknown) => void
}

/** Makes the panel's place on a card at once, and has the card refreshed if the user stays on it. Returns what ends it all. */
export const openCard = ({
  widget,
  language,
  isLeftAlone,
  openedAt,
  load,
  onFailure,
}: OpenCardDeps): Undo => {
  if (isLeftAlone()) return () => undefined
  const langs = readLangs(widget)
  const panel = createCardPanelPlace(widget, langs, language)
  let isGone = false
  let undoCard: Undo = () => undefined
  const begin = async (): Promise<void> => {
    try {
      const mount = await load()
      // The settings may have been changed in another tab since.
      if (isGone) return
      if (isLeftAlone()) panel.undo()
      else undoCard = mount(panel)
    } catch (error) {
      if (!isGone) tellFailure(error)
    }
  }
  const tellFailure = (error: unknown): void => {
    const retry = (): void => {
      panel.showWaiting()
      void begin()
    }
    if (!panel.fill((container) => showPartFailure(container, langs, error, 'card', retry))) onFailure(error)
  }
  const timer = setTimeout(() => void begin(), Math.max(0, openedAt + loadDelay - performance.now()))
  return createUndoOfAll([
    () => {
      isGone = true
      clearTimeout(timer)
    },
    () => panel.undo(),
    () => undoCard(),
  ])
}
