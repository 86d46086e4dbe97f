import { DATE_FORMATS, fillDatetimeSettings, isTimezone, TIME_FORMATS } from '../account/datetimeSettings'
import type { HostContext, PageChoices } from '../api/hostContext'

/** Words for a value that a key of `PUT /__host/page` does not take. */
export interface PageRefusal {
  path: string
  message: string
}

const COLUMNS: readonly PageChoices['columns'][] = ['auto', 'manual']
const INBOX: readonly PageChoices['inbox'][] = ['soon', 'late', 'never']
const KEYS = ['columns', 'inbox', 'dateFormat', 'hours', 'timezone']

/** What the page draws by: its own choices, and the account's way to write dates. */
export function pageAnswer({ page, store }: HostContext): Record<string, unknown> {
  const settings = store.account.datetime_settings
  return {
    ...page,
    dateFormat: settings.short_date_pattern,
    hours: /[gh]/.test(settings.short_time_pattern) ? 12 : 24,
    timezone: settings.timezone,
  }
}

/** Takes the keys that are given and leaves the rest; null, or the first that does not fit, and then nothing is changed. */
export function changePage(context: HostContext, given: Record<string, unknown>): PageRefusal | null {
  const refused = findRefusal(given, context)
  if (refused) return refused
  const { page, store } = context
  page.columns = COLUMNS.find((one) => one === given['columns']) ?? page.columns
  page.inbox = INBOX.find((one) => one === given['inbox']) ?? page.inbox
  const now = pageAnswer(context)
  const dateFormat = String(given['dateFormat'] ?? now['dateFormat'])
  const isTwelve = Number(given['hours'] ?? now['hours']) === 12
  if (['dateFormat', 'hours', 'timezone'].some((key) => given[key] !== undefined)) {
    store.account.datetime_settings = fillDatetimeSettings({
      short_date_pattern: dateFormat,
      short_time_pattern: TIME_FORMATS[isTwelve ? 12 : 24],
      timezone: String(given['timezone'] ?? now['timezone']),
    })
  }
  return null
}

/** The orders that may be chosen, the account's own among them. */
export function dateFormats({ store }: HostContext): string[] {
  return [...new Set([...DATE_FORMATS, store.account.datetime_settings.short_date_pattern])]
}

function findRefusal(given: Record<string, unknown>, context: HostContext): PageRefusal | null {
  const unknown = Object.keys(given).find((key) => !KEYS.includes(key))
  if (unknown !== undefined) return { path: unknown, message: 'такого ключа нет' }
  const lists: readonly (readonly [string, readonly unknown[]])[] = [
    ['columns', COLUMNS],
    ['inbox', INBOX],
    ['dateFormat', dateFormats(context)],
    ['hours', [24, 12]],
  ]
  for (const [key, choices] of lists) {
    if (given[key] !== undefined && !choices.includes(given[key]))
      return { path: key, message: `нужно одно из: ${choices.join(', ')}` }
  }
  const zone = given['timezone']
  if (zone !== undefined && (typeof zone !== 'string' || !isTimezone(zone)))
    return { path: 'timezone', message: 'нужен часовой пояс, например Asia/Kamchatka' }
  return null
}
