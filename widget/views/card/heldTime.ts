import type { KnownFigures } from '../../jobs/cardState'
import type { Texts } from '../../texts/createTexts'

/** Of what time a card's fields are, in the middle of a sentence: null where nothing in them was ever filled. */
export const heldTime = (
  texts: Texts,
  { actualAt, stampFault }: Pick<KnownFigures, 'actualAt' | 'stampFault'>,
): string | null => {
  if (stampFault === 'unreadable') return texts.text('card.heldUnreadable')
  if (stampFault === 'future') return texts.text('card.heldFuture')
  if (stampFault === 'absent') return texts.text('card.heldUnknown')
  return actualAt === null ? null : texts.text('card.heldAsOf', { time: texts.formatDateTime(actualAt) })
}
