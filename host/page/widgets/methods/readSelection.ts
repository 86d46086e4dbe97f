import type { AppGlobal } from '../../appTypes'

/** What `list_selected()` tells of the ticked rows. */
export interface Selection {
  count_selected: number
  selected: readonly { id: number; type: string; emails: readonly string[]; phones: readonly string[] }[]
  summary: { items: number; emails: number; phones: number }
}

/** The ticked rows of the page of the list on screen; false where no list is (RU:web_sdk/list, HOST). */
export function readSelection(app: AppGlobal): Selection | false {
  if (!app.data.current_list) return false
  const rows = app.data.current_list.filter((row) => row.checked)
  const selected = rows.map(({ id, type, emails, phones }) => ({ id, type, emails, phones }))
  const count = (key: 'emails' | 'phones'): number => rows.reduce((sum, row) => sum + row[key].length, 0)
  return {
    count_selected: rows.length,
    selected,
    summary: { items: rows.length, emails: count('emails'), phones: count('phones') },
  }
}
