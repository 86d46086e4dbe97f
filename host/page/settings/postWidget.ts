import { postForm } from '../fetchJson'
import { settingText } from './settingText'

/** The argument of `onSave`: what the widget puts into `fields` is what gets stored. */
export interface SaveEvent {
  active: 'Y' | 'N'
  fields: Record<string, unknown>
  code: string
  id: number
}

export interface StoredWidget {
  configured: boolean
  settings: Record<string, unknown>
}

/** Stores a widget's settings or its state: `POST /ajax/widgets/edit`. Objects go as JSON text. */
export async function postWidget(
  action: 'install' | 'edit' | 'uninstall',
  id: number,
  event: SaveEvent,
): Promise<StoredWidget> {
  const fields: [string, string][] = [
    ['action', action],
    ['id', String(id)],
    ['code', event.code],
    ['widget_active', event.active],
  ]
  for (const [code, value] of Object.entries(event.fields)) {
    fields.push([`settings[${code}]`, settingText(value)])
  }
  const answer = await postForm<{ response: StoredWidget }>('/ajax/widgets/edit', fields)
  return answer.response
}
