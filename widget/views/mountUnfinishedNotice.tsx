import type { Texts } from '../texts/createTexts'
import { mountView } from './mountView'
import { Unfinished, type UnfinishedProps } from './run/Unfinished'

/** Draws the offer to go on with an unfinished run, at the bottom left of the page. Returns its undo. */
export const mountUnfinishedNotice = (
  container: Element,
  texts: Texts,
  props: UnfinishedProps,
): (() => void) =>
  mountView(
    container,
    texts,
    'indicator',
    <section class="sales-analytics__unfinished" aria-label={texts.text('run.indicator')} role="status">
      <Unfinished {...props} />
    </section>,
  )
