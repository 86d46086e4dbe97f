/** A text as a search compares it: without case, and «ё» as «е», since people write both. */
export const foldText = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')
