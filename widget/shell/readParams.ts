import type { HostParams, HostWidget } from './hostTypes'

/**
 * What the CRM has told the widget about itself, with the values of its settings; null where it has told nothing. So it is for an
 * instance whose settings the page could not evaluate after «Сохранить»: it runs without params until the page is loaded anew (HOST).
 */
export const readParams = ({ params }: { readonly params?: unknown }): HostParams | null =>
  typeof params === 'object' && params !== null && Object.keys(params).length > 0
    ? (params as HostParams)
    : null

/** The widget's code: from its params, else from the namespace of its handlers `.widget:CODE` (HOST); empty where neither is there. */
export const readWidgetCode = (widget: HostWidget): string => {
  const code: unknown = readParams(widget)?.widget_code
  if (typeof code === 'string' && code !== '') return code
  return /^\.widget:(.+)$/.exec(widget.ns ?? '')?.[1] ?? ''
}
