import type { RunModel } from '../state/createRunModel'
import type { Texts } from '../texts/createTexts'
import { mountView } from './mountView'
import { RunIndicator } from './run/RunIndicator'

/** Draws the folded window of a bulk run, fixed at the bottom left of the page. Returns its undo. */
export const mountRunIndicator = (container: Element, model: RunModel, texts: Texts): (() => void) =>
  mountView(container, texts, 'indicator', <RunIndicator model={model} />)
