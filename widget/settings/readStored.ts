import { unpackSettings } from './packSettings'

/** What stands in the stored text, before it is checked. */
export type StoredSettings =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' }
  /** A list is the form of `formatSettings`, an object that of the releases before it. */
  | {
      readonly kind: 'value'
      readonly value: Readonly<Record<string, unknown>> | readonly unknown[]
    }

/** Reads the widget's field `custom`: a text, or the value that some pages make of it. Absent, empty and white space are nothing. */
export const readStored = (saved: unknown): StoredSettings => {
  const value = typeof saved === 'string' ? readJson(saved) : saved
  if (isNothing(value)) return { kind: 'nothing' }
  return Array.isArray(value) || isRecord(value) ? { kind: 'value', value } : { kind: 'unreadable' }
}

/** The stored values under the keys of the settings; null = a list of no known form. */
export const toKeyed = ({
  value,
}: Extract<StoredSettings, { kind: 'value' }>): Readonly<Record<string, unknown>> | null =>
  Array.isArray(value) ? unpackSettings(value) : (value as Readonly<Record<string, unknown>>)

/** `undefined` and a text of white space stand for "never saved"; text that is not JSON stays text. */
const readJson = (text: string): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
