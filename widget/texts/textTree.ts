// oxlint-disable-next-line typescript/no-restricted-imports -- the type alone: the texts themselves come from the CRM's page
import type ru from '../../i18n/ru.json'

/** The texts of one language as `i18n/*.json` holds them; the Russian file gives the shape. */
export type TextTree = typeof ru

/** Dotted key of one text, for example `run.begin`. A key that the file lacks does not compile. */
export type TextKey = Exclude<DottedKeys<TextTree>, `plurals.${string}`>

/** Key of a text with a count, kept in the section `plurals` as forms parted by `|`. */
export type PluralKey = keyof TextTree['plurals']

/** Values for the `{places}` of a text. Numbers are formatted by the locale. */
export type TextParams = Readonly<Record<string, string | number>>

type DottedKeys<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${DottedKeys<Tree[Key]>}`
}[keyof Tree & string]
