/** A field of the settings window. */
export interface ManifestField {
  /** Key of the field's name. */
  name: string
  type: string
  required: boolean
}

/** What a widget does to one section of the left menu: a section of its own, or one of the CRM's. */
export interface ManifestMenuSection {
  title: string
  /** File of the icon from the archive's root. */
  icon: string | null
  /** Code of the CRM's section after which it stands. */
  after: string | null
  /** Takes a section of the CRM out of the menu. */
  isHidden: boolean
  /** In the order of their `sort`. */
  submenu: readonly { code: string; title: string }[]
}

/** `manifest.json` as the local CRM reads it (RU:integrations/structure, RU:web_sdk/left_menu). */
export interface Manifest {
  name: string
  description: string
  shortDescription: string
  version: string
  initOnce: boolean
  locales: readonly string[]
  /** False for a widget that is only shown, with nothing to install. */
  isInstallable: boolean
  support: { link: string; email: string }
  locations: readonly string[]
  tourImages: Readonly<Record<string, readonly string[]>>
  tourDescription: string
  settings: Readonly<Record<string, ManifestField>>
  advancedTitle: string
  leftMenu: Readonly<Record<string, ManifestMenuSection>>
}

type Json = Record<string, unknown>

/**
 * Reads a manifest. What is missing or of another type counts as not given: foreign manifests are rarely complete, and
 * the CRM runs them.
 */
export function readManifest(value: unknown): Manifest {
  const manifest = toObject(value)
  const widget = toObject(manifest['widget'])
  const tour = toObject(manifest['tour'])
  const support = toObject(widget['support'])
  return {
    name: toText(widget['name']),
    description: toText(widget['description']),
    shortDescription: toText(widget['short_description']),
    version: toText(widget['version']) || '1.0.0',
    initOnce: isYes(widget['init_once']),
    locales: toTexts(widget['locale']),
    isInstallable: widget['installation'] === undefined || isYes(widget['installation']),
    support: { link: toText(support['link']), email: toText(support['email']) },
    locations: toTexts(manifest['locations']),
    tourImages: mapValues(tour['tour_images'], toTexts),
    tourDescription: toText(tour['tour_description']),
    settings: mapValues(manifest['settings'], readField),
    advancedTitle: toText(toObject(manifest['advanced'])['title']),
    leftMenu: mapValues(manifest['left_menu'], readSection),
  }
}

function readField(value: unknown): ManifestField {
  const field = toObject(value)
  return {
    name: toText(field['name']),
    type: toText(field['type']) || 'text',
    required: isYes(field['required']),
  }
}

function readSection(value: unknown): ManifestMenuSection {
  const section = toObject(value)
  const submenu = Object.entries(toObject(section['submenu']))
    .map(([code, item], index) => {
      const { title, sort } = toObject(item)
      return { code, title: toText(title), sort: typeof sort === 'number' ? sort : index + 1 }
    })
    .sort((one, other) => one.sort - other.sort)
  return {
    title: toText(section['title']),
    icon: toText(section['icon']).replace(/^\.?\//, '') || null,
    after: toText(toObject(section['sort'])['after']) || null,
    isHidden: isYes(section['is_hidden']),
    submenu: submenu.map(({ code, title }) => ({ code, title })),
  }
}

/** An object; what is none reads as an empty one. */
export function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function mapValues<T>(value: unknown, read: (one: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(toObject(value)).map(([key, one]) => [key, read(one)]))
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A list of texts; a single text reads as a list of one. */
function toTexts(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((one) => typeof one === 'string')
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === 'Y' || value === 'true' || value === '1'
}
