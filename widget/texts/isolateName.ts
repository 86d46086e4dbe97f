/** Letters that run from right to left, and marks that turn the direction of what follows. */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/
/** A lone one would end our own isolate, or swallow its end. */
const isolates = /[\u2066-\u2069]/g
/** Ends every embedding, our isolate too. */
const paragraphEnds = /[\n\r\u0085\u2029]/g

/**
 * A name from the CRM for the middle of a sentence: text that runs from right to left, or marks that nobody closed, turn nothing around it.
 * Other names are left as they are, so that they are found and copied as they look.
 */
export const isolateName = (name: string): string =>
  turning.test(name) ? `\u2068${name.replace(isolates, '').replace(paragraphEnds, ' ')}\u2069` : name
