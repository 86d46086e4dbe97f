import type { WidgetEntry } from './widgetTypes'

/**
 * The settings of an entry as an object: the server sends JSON text or an object.
 * @throws SyntaxError where the text is no JSON: the widget then stays without params (HOST).
 */
function parseWidgetSettings(settings: WidgetEntry['settings']): Record<string, unknown> {
  if (typeof settings !== 'string') return { ...settings }
  const value = JSON.parse(settings || '{}') as unknown
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** `self.params` as the loader fills them: the stored fields, then the host's own keys (HOST). */
export function createWidgetParams(code: string, entry: WidgetEntry): Record<string, unknown> {
  return {
    ...parseWidgetSettings(entry.settings),
    id: entry.id,
    status: entry.status,
    widget_code: code,
    path: entry.path,
    version: entry.installed_version,
    oauth_client_uuid: entry.oauth_client_uuid,
    widget_active: entry.active,
    images_path: entry.images_path,
    support: entry.support,
  }
}
