import { hostWindow } from '../hostWindow'

/**
 * Picks a word for a number: `forms` are comma-separated, «one,few,many,all» where the page is Russian, «one,other,all»
 * elsewhere; `all` as the number picks the last kind.
 */
export function pluralForm(forms: string, count: unknown): string {
  const words = forms.split(',')
  const isRussian = hostWindow().APP.lang_id === 'ru'
  if (count === 'all') return (isRussian ? words[3] : words[1]) ?? ''
  const number = Math.abs(Number(count) || 0)
  if (!isRussian) return (number === 1 ? words[0] : words[1]) ?? ''
  const rule = new Intl.PluralRules('ru').select(Math.floor(number))
  return (rule === 'one' ? words[0] : rule === 'few' ? words[1] : words[2]) ?? ''
}
