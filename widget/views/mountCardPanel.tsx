import type { CardPanelModel } from '../state/createCardPanelModel'
import type { Texts } from '../texts/createTexts'
import { CardPanel } from './card/CardPanel'
import { mountView } from './mountView'

/** Draws the panel of an open card into `container` (the body of the widget's block in the right column). Returns its undo. */
export const mountCardPanel = (container: Element, model: CardPanelModel, texts: Texts): (() => void) =>
  mountView(container, texts, 'card', <CardPanel model={model} />)
