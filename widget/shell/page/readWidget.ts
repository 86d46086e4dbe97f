import type { HostTexts, HostWidget } from '../hostTypes'
import { asRecord, asText } from './asTyped'
import { noteLoss } from './pageValues'
import { attempt, callAt, callFor, readAt } from './readAt'

/**
 * What the CRM has given the widget as one of its settings; null where it has told nothing about the widget at all, or throws: an instance
 * whose settings the page could not evaluate after «Сохранить» runs without params until the page is loaded anew (HOST).
 */
export const readSetting = (widget: HostWidget, code: string): { readonly value: unknown } | null => {
  const params = asRecord(readAt(widget, 'params'))
  const given = attempt(() => {
    if (params === undefined || Object.keys(params).length === 0) return null
    const value: unknown = Reflect.get(params, code)
    // A copy: what the page holds may throw at any later look.
    return { value: asRecord(value) === undefined ? value : (JSON.parse(JSON.stringify(value)) as unknown) }
  })
  if (params === undefined || given === undefined) noteLoss('widget.params')
  return given ?? null
}

/** The widget's code: from its params, else from the namespace of its handlers `.widget:CODE` (HOST); empty where neither is there. */
export const readWidgetCode = (widget: HostWidget): string =>
  readParam(widget, 'widget_code') || (/^\.widget:(.+)$/.exec(asText(readAt(widget, 'ns')) ?? '')?.[1] ?? '')

/** One of the params as text: the page has versions as numbers too. */
export const readParam = (widget: HostWidget, name: string): string => {
  const value = readAt(widget, 'params', name)
  return typeof value === 'number' ? String(value) : (asText(value) ?? '')
}

/** Address of the widget's folder, without a slash at the end. */
export const readFolder = (widget: HostWidget): string =>
  (readParam(widget, 'cdn_path') || readParam(widget, 'path')).replace(/\/+$/, '')

/** The texts of the user's language; empty where the CRM has given none. */
export const readLangs = (widget: HostWidget): HostTexts => {
  const langs = asRecord(readAt(widget, 'langs'))
  if (langs === undefined) noteLoss('widget.langs')
  return (langs ?? {}) as HostTexts
}

/** `widget.system().area`: where the CRM thinks this instance is; empty where it does not say. */
export const readArea = (widget: HostWidget): string =>
  asText(readAt(callFor(widget, 'system'), 'area')) ?? ''

/** Merges into `params` in memory; the CRM stores nothing (HOST). */
export const changeParams = (widget: HostWidget, values: Readonly<Record<string, unknown>>): void => {
  if (!callAt(widget, 'set_settings', values).isDone) noteLoss('widget.set_settings')
}

/**
 * Asks the CRM for a block in the card's right column (RU:web_sdk/mechanics). It throws where the column is not drawn yet (HOST).
 */
export const askForBlock = (widget: HostWidget): void => {
  const block = { caption: { class_name: 'sales-analytics__card-caption', html: '' }, body: '', render: '' }
  if (!callAt(widget, 'render_template', block, {}).isDone) noteLoss('widget.render_template')
}
