/** The eight fields of the group «*Аналитика продаж», in their order on the card. */
export const fieldKeys = [
  'boughtCount',
  'boughtSum',
  'averageCheck',
  'inWorkCount',
  'inWorkSum',
  'refusedCount',
  'refusedSum',
  'actualAt',
] as const

export type FieldKey = (typeof fieldKeys)[number]

/** The seven numbers: all fields but «*Актуально на». */
export type FigureKey = Exclude<FieldKey, 'actualAt'>

export const figureKeys = fieldKeys.filter((key): key is FigureKey => key !== 'actualAt')

/** Figures that hold money (stored in the CRM in major units, here in minor units). */
export const moneyKeys: readonly FigureKey[] = ['boughtSum', 'averageCheck', 'inWorkSum', 'refusedSum']
