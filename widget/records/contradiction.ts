/**
 * What is wrong with a list that did not come whole, as `CrmError.detail` of kind `notWhole` says it:
 * - `pageMissing` – a page that the one before it had promised did not come;
 * - `pageShort` – a page has fewer records than were asked for, and yet another one after it;
 * - `nothingNew` – page after page brings records that were there already;
 * - `endMissing` – the list ends before its last record.
 */
export const contradictions = ['pageMissing', 'pageShort', 'nothingNew', 'endMissing'] as const

export type Contradiction = (typeof contradictions)[number]

/** The contradiction that an error names; of any other text the last one. */
export const contradictionOf = (detail: string): Contradiction =>
  contradictions.find((each) => each === detail) ?? 'endMissing'
