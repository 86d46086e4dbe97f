/**
 * Shapes of answers that official clients treat as possible and nobody has seen: PHP writes an empty object as a list, leaves out what is
 * empty, and gives numbers as text where its types are loose. The defaults are the documented ones.
 */
export const SHAPE_CHOICES = {
  /** Lists in `_embedded` of a record that hold nothing. */
  emptyLists: ['list', 'absent', 'null'],
  /** Lists of links in `_embedded` of a record, whatever they hold. */
  linkLists: ['given', 'absent', 'null'],
  /** `_embedded` of a record, or of a page, in which nothing is. */
  emptyEmbedded: ['object', 'list', 'absent'],
  /** `_links` without a next page. */
  links: ['object', 'list'],
  /** Every number: ids, amounts, times, counts. */
  numbers: ['number', 'text'],
  /** Every flag. */
  flags: ['boolean', 'number', 'text'],
  /** `custom_fields_values` of a record without a filled field. */
  noFields: ['null', 'absent', 'list'],
  /** `currency` and `currency_symbol` of the account. */
  currency: ['given', 'null', 'absent'],
  /** `customers_mode` of the account. */
  customersMode: ['given', 'null', 'absent'],
  /** Where a linked contact is said to be the main one: everywhere, not in lists, in links alone, nowhere. */
  isMain: ['always', 'absentInLists', 'absent', 'nowhere'],
  /** `purchases_count` of buyers who have bought. */
  purchasesCount: ['given', 'null', 'absent'],
  /** `ltv` of buyers who have bought. */
  ltv: ['given', 'null', 'absent'],
  /** The list of pipelines. */
  pipelines: ['given', 'none', '204'],
  /** The stages of the last pipeline. */
  pipelineStages: ['given', 'none', 'absent', 'null'],
  /** The list of buyers' stages. */
  customerStages: ['given', 'none', '204'],
} as const

/** Position of each switch. */
export type ShapeSwitches = {
  readonly [Key in keyof typeof SHAPE_CHOICES]: (typeof SHAPE_CHOICES)[Key][number]
}

/** The first position of each. */
export const SHAPE_DEFAULTS = Object.fromEntries(
  Object.entries(SHAPE_CHOICES).map(([key, choices]) => [key, choices[0]]),
) as unknown as ShapeSwitches

/** Reads switches from a request: complete ones, or the first that does not fit. */
export function parseShapes(
  given: unknown,
): { ok: true; shapes: ShapeSwitches } | { ok: false; path: string; message: string } {
  if (typeof given !== 'object' || given === null)
    return { ok: false, path: 'shapes', message: 'нужен объект' }
  for (const [key, value] of Object.entries(given)) {
    const path = `shapes.${key}`
    const choices: readonly string[] | undefined = Object.hasOwn(SHAPE_CHOICES, key)
      ? SHAPE_CHOICES[key as keyof ShapeSwitches]
      : undefined
    if (!choices) return { ok: false, path, message: 'такого переключателя нет' }
    if (!choices.includes(String(value)))
      return { ok: false, path, message: `нужно одно из: ${choices.join(', ')}` }
  }
  return { ok: true, shapes: { ...SHAPE_DEFAULTS, ...given } }
}
