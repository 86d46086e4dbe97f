import type { WidgetShelf } from './WidgetShelf'

/** The tiles of the integrations page, with what the settings window shows. */
export async function widgetTiles(shelf: WidgetShelf): Promise<unknown[]> {
  const shelved = await shelf.list()
  return shelved.map(({ id, widget, archive }) => {
    const manifest = archive?.manifest
    const support = manifest?.widget?.support
    return {
      id,
      code: widget.code,
      name: archive?.text(manifest?.widget?.name) || widget.code,
      shortDescription: archive?.text(manifest?.widget?.short_description) ?? '',
      description: archive?.text(manifest?.widget?.description) ?? '',
      tourDescription: archive?.text(manifest?.tour?.tour_description) ?? '',
      tourImages: archive?.tourImages ?? [],
      path: `/upl/${widget.code}/widget`,
      version: manifest?.widget?.version ?? '',
      installed: widget.installed,
      active: widget.active,
      configured: shelf.isConfigured(widget),
      support: { link: support?.link ?? '', email: support?.email ?? '' },
      settings: widget.settings,
      settingsTemplate: Object.entries(manifest?.settings ?? {}).map(([code, field]) => ({
        code,
        name: archive?.text(field.name) || code,
        type: field.type ?? 'text',
        required: field.required === true,
      })),
      advancedTitle: archive?.hasLocation('advanced_settings')
        ? archive.text(manifest?.advanced?.title)
        : null,
      isBroken: archive === null,
    }
  })
}
