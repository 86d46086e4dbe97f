import { translate, type TextKey } from '../texts/translate'
import type { ListCode } from '../wire'

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }

/** `194 компании`: how many records a list holds, in the user's language. */
export function formatCount(count: number, list: ListCode, language: string): string {
  const form = rules[language === 'en' ? 'en' : 'ru'].select(count)
  const key = `count.${list}.${form === 'other' && language !== 'en' ? 'many' : form}` as TextKey
  return translate(key, { n: count.toLocaleString(language === 'en' ? 'en-GB' : 'ru-RU') })
}
