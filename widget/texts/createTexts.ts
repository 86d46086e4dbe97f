import { lazily } from '../records/lazily'
import { createDateFormats, type DateFormats } from './createDateFormats'
import { createDurationFormats, type DurationFormats } from './createDurationFormats'
import { createNumberFormats, type NumberFormats } from './createNumberFormats'
import { fieldNames, type FieldNames } from './fieldNames'
import type { PluralKey, TextKey, TextParams, TextTree } from './textTree'

/** Where to write for help; empty texts where the manifest names nothing. */
export interface Support {
  /** A page's address. */
  readonly link: string
  readonly email: string
}

/** All words, numbers, money and dates of the screens, in one language, zone and currency. */
export interface Texts extends NumberFormats, DateFormats, DurationFormats {
  /** `ru` or `en`. */
  readonly language: string
  /** The name under which the widget is shown: `langs.widget.name`. */
  readonly widgetName: string
  /** From the manifest. */
  readonly support: Support
  readonly fieldNames: FieldNames
  /** One text with its `{places}` filled; a key that the loaded language lacks gives the key itself. */
  readonly text: (key: TextKey, params?: TextParams) => string
  /** A text with a count, in the plural form of the language; `{n}` is the formatted count. */
  readonly plural: (key: PluralKey, count: number, params?: TextParams) => string
}

/**
 * Texts over the tree that the CRM's page loaded (`i18n/<language>.json`).
 * @param tree the nested texts; sections or keys may be missing when the page holds an older file
 * @param language of the user, `ru` or `en`
 * @param timezone IANA name of the account's zone
 * @param currency ISO 4217 code of the account's currency
 * @param support contact from the manifest
 * @param accountLanguage two letters: fields are named once for all users, whatever language each of them reads
 */
export const createTexts = (
  tree: Partial<TextTree>,
  language: string,
  timezone: string,
  currency: string,
  support: Support = { link: '', email: '' },
  accountLanguage = language,
): Texts => {
  const numbers = createNumberFormats(language, currency)
  const plurals = lazily(() => new Intl.PluralRules(language))
  const fill = (pattern: string, params: TextParams): string =>
    pattern.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = params[name]
      if (value === undefined) return place
      return typeof value === 'number' ? numbers.formatNumber(value) : value
    })
  const text = (key: TextKey, params: TextParams = {}): string => fill(findText(tree, key) ?? key, params)
  const plural = (key: PluralKey, count: number, params: TextParams = {}): string => {
    const forms = findText(tree, `plurals.${key}`)?.split('|') ?? [key]
    const form = forms[pluralFormIndex(plurals().select(count))] ?? forms.at(-1) ?? key
    return fill(form, { n: count, ...params })
  }
  return {
    ...numbers,
    ...createDateFormats(language, timezone),
    ...createDurationFormats({ text, plural }),
    language,
    widgetName: text('widget.name'),
    support,
    fieldNames: fieldNames(accountLanguage, currency),
    text,
    plural,
  }
}

/** Forms stand in the order one | few | many; languages without few and many have one | other. */
const pluralFormIndex = (category: Intl.LDMLPluralRule): number => {
  if (category === 'one') return 0
  return category === 'many' ? 2 : 1
}

const findText = (tree: object, key: string): string | undefined => {
  let node: unknown = tree
  try {
    for (const name of key.split('.')) {
      node = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined
    }
  } catch {
    // The tree is the page's own object: what cannot be read in it is not there.
    return undefined
  }
  return typeof node === 'string' ? node : undefined
}
