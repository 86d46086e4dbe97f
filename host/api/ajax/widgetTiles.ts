import type { HostContext } from '../hostContext'
import type { WidgetArchive } from './WidgetArchive'
import type { WidgetShelf } from './WidgetShelf'

/** The tiles of the integrations page, with what the settings window shows. */
export function widgetTiles(context: HostContext, shelf: WidgetShelf): unknown[] {
  return shelf.list().map(({ id, widget, archive }) => {
    const manifest = archive?.manifest
    return {
      id,
      code: widget.code,
      name: (manifest && archive?.text(manifest.name)) || widget.code,
      shortDescription: (manifest && archive?.text(manifest.shortDescription)) ?? '',
      description: archive ? description(context, archive) : '',
      tourDescription: (manifest && archive?.text(manifest.tourDescription)) ?? '',
      tourImages: archive?.tourImages ?? [],
      path: `/upl/${widget.code}/widget`,
      version: manifest?.version ?? '',
      installable: manifest?.isInstallable ?? true,
      installed: widget.installed,
      active: widget.active,
      configured: shelf.isConfigured(widget),
      status: shelf.statusOf(widget),
      support: manifest?.support ?? { link: '', email: '' },
      settings: widget.settings,
      settingsTemplate: Object.entries(manifest?.settings ?? {}).map(([code, field]) => ({
        code,
        name: archive?.text(field.name) || code,
        type: field.type,
        required: field.required,
      })),
      advancedTitle:
        manifest?.locations.includes('advanced_settings') === true
          ? archive?.text(manifest.advancedTitle) || archive?.text(manifest.name) || widget.code
          : null,
      isBroken: archive === null,
      warnings: context.archives.warnings(widget.code),
    }
  })
}

/** The description with its short tags filled in (RU:integrations/structure). */
function description({ store, sessionUser: user }: HostContext, archive: WidgetArchive): string {
  const tags: Readonly<Record<string, string>> = {
    '#HOST#': `${store.account.subdomain}.amocrm.ru`,
    '#SUBDOMAIN#': store.account.subdomain,
    '#LOGIN#': user.email,
    '#API_HASH#': 'local',
    '#ACCOUNT_ID#': String(store.account.id),
    '#USER_ID#': String(user.id),
    '#TOP_LEVEL_DOMAIN#': 'ru',
  }
  return archive
    .text(archive.manifest.description)
    .replace(/#[A-Z_]+#/g, (tag) => (Object.hasOwn(tags, tag) ? (tags[tag] ?? tag) : tag))
}
