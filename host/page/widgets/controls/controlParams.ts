import type { Markup } from '../../markup'

/** Parameters of a control as a widget gives them: anything. */
export type ControlParams = Readonly<Record<string, unknown>>

/** A parameter as text: texts and numbers; everything else is empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : ''
}

/** The entries of a parameter that is a list, or an object of entries; what is no object is left out. */
export function entriesOf(value: unknown): readonly ControlParams[] {
  const list = Array.isArray(value) ? value : typeof value === 'object' ? Object.values(value ?? {}) : []
  return list.filter((one): one is ControlParams => typeof one === 'object' && one !== null)
}

/** `name="value"` with a space before it; nothing where the value is empty. */
export function attribute(name: string, value: unknown): Markup {
  const text = value === true ? name : textOf(value)
  return { source: text === '' ? '' : ` ${name}="${escapeAttribute(text)}"` }
}

/** Markup of the widget's own, put in as it is: `additional_data`, texts that `should_be_raw`. */
export function raw(value: unknown): Markup {
  return { source: textOf(value) }
}

/** Joins class names; what is empty or not a text is left out. */
export function classes(...names: unknown[]): string {
  return names
    .map((name) => textOf(name).trim())
    .filter((name) => name !== '')
    .join(' ')
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
