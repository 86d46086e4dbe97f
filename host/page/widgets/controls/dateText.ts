import { hostWindow } from '../../hostWindow'

/** A day of the calendar. */
export interface Day {
  year: number
  /** 1 for January. */
  month: number
  day: number
}

/** Writes a day in the page's own format (`APP.system.format.date.date`). */
export function formatDay({ year, month, day }: Day): string {
  return datePattern().replace(/YYYY|YY|MM|M|DD|D/g, (token) => {
    const value = String(token.startsWith('Y') ? year : token.startsWith('M') ? month : day)
    return token === 'YY' ? value.slice(-2) : value.padStart(token.length, '0')
  })
}

/** Reads a day in the page's own format; null where the text is none. */
export function parseDay(text: string): Day | null {
  const order = datePattern().match(/Y+|M+|D+/g) ?? []
  const numbers = text.match(/\d+/g) ?? []
  if (numbers.length < 3) return null
  const part = (letter: string): number => Number(numbers[order.findIndex((one) => one.startsWith(letter))])
  const year = part('Y') < 100 ? 2000 + part('Y') : part('Y')
  const made = new Date(year, part('M') - 1, part('D'))
  const isReal = made.getMonth() === part('M') - 1 && made.getDate() === part('D')
  return isReal ? { year, month: part('M'), day: part('D') } : null
}

/** Today by the browser's clock. */
export function today(): Day {
  const now = new Date()
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() }
}

function datePattern(): string {
  const format = hostWindow().APP.system.format.date as unknown as { date?: unknown } | string
  const pattern = typeof format === 'object' ? format.date : format
  return typeof pattern === 'string' && pattern.includes('YY') ? pattern : 'DD.MM.YYYY'
}
