import { en } from './en'
import { ru } from './ru'

export type TextKey = keyof typeof ru

let current: Record<TextKey, string> = ru

/** Chooses the language of the page: English where the account's language is `en`, else Russian. */
export function chooseLanguage(language: string): void {
  current = language === 'en' ? en : ru
}

/** A text of the page; `{name}` in it is replaced by the parameter of that name. */
export function translate(key: TextKey, params: Record<string, string | number> = {}): string {
  return current[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
