import { drawWidgetLog } from './drawWidgetLog'

/** One thing that went wrong in a widget, or that its author should know. */
export interface WidgetEvent {
  kind: 'error' | 'note'
  /** Code of the widget. */
  code: string
  /** The callback, file or event that it happened in. */
  place: string
  message: string
  /** Call stack of an error; empty without one. */
  stack: string
  /** How often the same was told. */
  times: number
}

/** Kept apart from what the page shows: it lasts over page changes, until the document goes. */
const events: WidgetEvent[] = []

/** Tells an error of a widget on the page and in the console: the page goes on, but nothing is lost in silence. */
export function tellWidgetError(code: string, place: string, error: unknown): void {
  const message = messageOf(error)
  // oxlint-disable-next-line no-console -- what the local CRM is for: a widget's author looks here first
  console.error(`[${code}] ${place}: ${message}`, error)
  addEvent({ kind: 'error', code, place, message, stack: stackOf(error) })
}

/** Tells of something that is no error but that nobody would see: `render` that gave false. */
export function tellWidgetNote(code: string, place: string, message: string): void {
  // oxlint-disable-next-line no-console -- a widget's author looks here for what nobody else is told
  console.warn(`[${code}] ${place}: ${message}`)
  addEvent({ kind: 'note', code, place, message, stack: '' })
}

/** Shows an error that the browser has written to the console already. */
export function showWidgetError(code: string, place: string, error: unknown): void {
  addEvent({ kind: 'error', code, place, message: messageOf(error), stack: stackOf(error) })
}

function addEvent(event: Omit<WidgetEvent, 'times'>): void {
  const known = events.find(
    ({ code, place, message }) => code === event.code && place === event.place && message === event.message,
  )
  if (known) known.times += 1
  else events.push({ ...event, times: 1 })
  drawWidgetLog(events, () => {
    events.length = 0
  })
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message === '' ? error.name : error.message
  if (typeof error !== 'object' || error === null) return String(error)
  // jQuery's requests are rejected with the request itself.
  const { status, statusText, message } = error as Record<string, unknown>
  if (typeof message === 'string') return message
  if (typeof status === 'number') return `HTTP ${status} ${String(statusText)}`
  return Object.keys(error).join(', ') || 'object'
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
