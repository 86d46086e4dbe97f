import { placeOf } from '../../archives/locations'
import type { HostContext } from '../hostContext'
import type { ShelvedWidget, WidgetShelf } from './WidgetShelf'
import type { WidgetArchive } from './WidgetArchive'

/** Answer of `POST /ajax/widgets/list`: the widgets of an area, settings as JSON text, and the facts of `system()`. */
export function widgetsList(context: HostContext, shelf: WidgetShelf, area: string): unknown {
  const { store, sessionUser: user } = context
  const [name = '', code] = area.split(':')
  const { systemArea } = placeOf(name)
  const widgets: Record<string, unknown> = {}
  for (const shelved of shelf.list()) {
    const { id, widget, archive, clientId } = shelved
    const isAsked = name === 'widgetsSettings' && code !== undefined
    const isListed = isAsked ? code === widget.code : isInArea(shelf, shelved, name, code)
    if (!isListed) continue
    widgets[widget.code] = {
      id,
      ...paths(widget.code, archive),
      settings: JSON.stringify(widget.settings),
      init_once: archive?.manifest.initOnce === true ? 'Y' : 'N',
      active: widget.active ? 'Y' : 'N',
      name: archive?.text(archive.manifest.name) ?? '',
      description: archive?.text(archive.manifest.description) ?? '',
      status: shelf.statusOf(widget),
      support: archive?.manifest.support ?? {},
      oauth_client_uuid: clientId,
      category_id: 1,
    }
  }
  const count = Object.keys(widgets).length
  return {
    widgets,
    system: {
      area: systemArea,
      displayed_count: count,
      displayed_count_by_area: count,
      amouser_id: user.id,
      subdomain: store.account.subdomain,
      domain: 'amocrm.ru',
      server: '',
    },
  }
}

/**
 * Whether a page of the area starts the widget: the manifest names the place, or the widget lasts over all pages
 * (RU:web_sdk/init_once). The place of a page that one widget draws is asked for with that widget's code.
 */
function isInArea(
  shelf: WidgetShelf,
  { widget, archive }: ShelvedWidget,
  name: string,
  code: string | undefined,
): boolean {
  if (!shelf.isConfigured(widget)) return false
  // A built-in folder that cannot be read: its script is asked for, so that the page tells what is missing.
  if (archive === null || archive.manifest.initOnce) return true
  const isOthers = code !== undefined && code !== widget.code
  return archive.hasLocation(isOthers ? null : placeOf(name).place)
}

function paths(code: string, archive: WidgetArchive | null): Record<string, string> {
  const path = `/upl/${code}/widget`
  const lang = archive ? archive.lang : 'ru'
  return {
    src: `${path}/script.js`,
    lang: lang === null ? '' : `${path}/i18n/${lang}.json`,
    path,
    images_path: `${path}/images`,
    installed_version: archive?.manifest.version ?? '1.0.0',
  }
}
