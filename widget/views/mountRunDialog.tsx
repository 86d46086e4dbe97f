import type { RunModel } from '../state/createRunModel'
import type { Texts } from '../texts/createTexts'
import { mountView } from './mountView'
import { RunDialog } from './run/RunDialog'

/** Draws the window of a bulk run into `container` (the body of the host's modal). Returns its undo. */
export const mountRunDialog = (container: Element, model: RunModel, texts: Texts): (() => void) =>
  mountView(container, texts, 'run', <RunDialog model={model} />)
