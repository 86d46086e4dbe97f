import { hostWindow } from '../hostWindow'
import { pluralForm } from './pluralForm'
import type { TwigExports } from './twigTypes'

/** Adds the CRM's own filters that templates of widgets use beside Twig's: `i18n`, `numeral`, `price`, `raw`, `time`. */
export function addTwigFilters(library: TwigExports): void {
  library.extendFilter('i18n', (key) => hostWindow().APP.lang[textOf(key)] ?? textOf(key))
  library.extendFilter('numeral', (forms, params) => pluralForm(textOf(forms), params?.[0]))
  library.extendFilter('price', (value) => groupThousands(Number(value) || 0))
  library.extendFilter('raw', (value) => textOf(value).replaceAll('&amp;', '&'))
  library.extendFilter('time', (seconds) => minutesAndSeconds(Number(seconds) || 0))
}

function groupThousands(value: number): string {
  return new Intl.NumberFormat('ru', { maximumFractionDigits: 2 }).format(value).replaceAll('\u00A0', ' ')
}

function minutesAndSeconds(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(seconds / 60))}:${two(Math.floor(seconds % 60))}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
