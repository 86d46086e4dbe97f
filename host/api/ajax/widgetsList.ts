import type { HostContext } from '../hostContext'
import type { WidgetArchive } from './WidgetArchive'
import type { WidgetShelf } from './WidgetShelf'

/** Area of the page → location of the manifest → `system().area`. */
const areas: Readonly<Record<string, readonly [location: string, systemArea: string]>> = {
  contacts: ['clist', 'clist'],
  companies: ['clist', 'clist'],
  leads: ['llist', 'llist'],
  'leads-pipeline': ['llist', 'llist'],
  customers: ['culist', 'culist'],
  todo: ['tlist', 'tlist'],
  contacts_card: ['ccard', 'ccard'],
  companies_card: ['comcard', 'comcard'],
  leads_card: ['lcard', 'lcard'],
  customers_card: ['cucard', 'cucard'],
  widgetsSettings: ['settings', 'settings'],
  'advanced-settings': ['advanced_settings', 'advanced-settings'],
  'widget-page': ['widget_page', 'widget_page'],
}

/** Answer of `POST /ajax/widgets/list`: the widgets of an area, settings as JSON text, and the facts of `system()`. */
export async function widgetsList(context: HostContext, shelf: WidgetShelf, area: string): Promise<unknown> {
  const { store, sessionUser: user } = context
  const [place = '', code] = area.split(':')
  const [location, systemArea] = areas[place] ?? [place, place]
  const widgets: Record<string, unknown> = {}
  for (const { id, widget, archive } of await shelf.list()) {
    const isAsked = place === 'widgetsSettings' && code === widget.code
    const isHere =
      archive === null || archive.manifest.widget?.init_once === true || archive.hasLocation(location)
    if (!isAsked && !(shelf.isConfigured(widget) && isHere)) continue
    if (code !== undefined && code !== widget.code) continue
    widgets[widget.code] = {
      id,
      ...paths(widget.code, archive),
      settings: JSON.stringify(widget.settings),
      init_once: archive?.manifest.widget?.init_once === true ? 'Y' : 'N',
      active: widget.active ? 'Y' : 'N',
      name: archive?.text(archive.manifest.widget?.name) ?? '',
      description: archive?.text(archive.manifest.widget?.description) ?? '',
      status: !widget.installed ? 'install' : shelf.isConfigured(widget) ? 'installed' : 'not_configured',
      support: archive?.manifest.widget?.support ?? {},
      oauth_client_uuid: '00000000-0000-4000-8000-000000000001',
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

function paths(code: string, archive: WidgetArchive | null): Record<string, string> {
  const path = `/upl/${code}/widget`
  return {
    src: `${path}/script.js`,
    lang: `${path}/i18n/${archive?.lang ?? 'ru'}.json`,
    path,
    images_path: `${path}/images`,
    installed_version: archive?.manifest.widget?.version ?? '1.0.0',
  }
}
