import { type ArchiveFiles, readText } from '../../archives/ArchiveFiles'
import { type Manifest, readManifest } from '../../archives/manifest'

/** One item that a widget adds to the left menu: a section of its own, or a sub-item of «Аналитика» or «Настройки». */
export interface ArchiveMenuItem {
  code: string
  location: 'stats' | 'settings' | 'widget_page'
  itemCode: string | null
  /** Null for an own section itself. */
  subitemCode: string | null
  title: string
  /** Address of the icon. */
  icon: string | null
  /** Code of the CRM's section after which an own one stands. */
  after: string | null
}

/** The archive of one widget in one language: its manifest and texts. */
export class WidgetArchive {
  readonly code: string
  readonly manifest: Manifest
  /** The language whose file was read; null for a widget without texts. */
  readonly lang: string | null
  readonly #texts: unknown

  private constructor(code: string, manifest: Manifest, lang: string | null, texts: unknown) {
    this.code = code
    this.manifest = manifest
    this.lang = lang
    this.#texts = texts
  }

  /** Reads an archive; null when there is none or its manifest cannot be read. */
  static open(code: string, files: ArchiveFiles | null, language: string): WidgetArchive | null {
    const given = files && readJson(files, 'manifest.json')
    if (!files || !given) return null
    const manifest = readManifest(given)
    const lang = chooseLanguage(files, manifest, language)
    return new WidgetArchive(
      code,
      manifest,
      lang,
      lang === null ? null : readJson(files, `i18n/${lang}.json`),
    )
  }

  /** The text behind an i18n key of the manifest; a key without a text gives an empty one. */
  text(key: string): string {
    let value = this.#texts
    for (const part of key.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part]
    return typeof value === 'string' ? value : ''
  }

  /** Whether the manifest asks for a place, with or without a right-column block (`ccard-1`). */
  hasLocation(location: string | null): boolean {
    const places = this.manifest.locations.map((one) => one.replace(/-[01]$/, ''))
    return places.includes('everywhere') || (location !== null && places.includes(location))
  }

  /** Tour images of the language, else of any. */
  get tourImages(): readonly string[] {
    const { tourImages } = this.manifest
    return tourImages[this.lang ?? ''] ?? Object.values(tourImages)[0] ?? []
  }

  /** Items that the manifest adds to the left menu: an own section before its sub-items (RU:web_sdk/left_menu). */
  get menuItems(): ArchiveMenuItem[] {
    if (!this.manifest.locations.includes('widget_page')) return []
    return Object.entries(this.manifest.leftMenu).flatMap(([section, entry]) => {
      const isOwn = section !== 'stats' && section !== 'settings'
      if (isOwn && section in HIDDEN_BY_WIDGETS) return []
      const place = {
        code: this.code,
        location: isOwn ? 'widget_page' : section,
        itemCode: isOwn ? section : null,
      } as const
      const own = {
        ...place,
        subitemCode: null,
        title: this.text(entry.title) || section,
        icon: entry.icon === null ? null : `/upl/${this.code}/widget/${entry.icon}`,
        after: entry.after,
      }
      const sub = entry.submenu.map(({ code, title }) => ({
        ...place,
        subitemCode: code,
        title: this.text(title) || code,
        icon: null,
        after: null,
      }))
      return isOwn ? [own, ...sub] : sub
    })
  }

  /** Sections of the CRM that the manifest takes out of the left menu; «Настройки» stay (RU:web_sdk/left_menu). */
  get hiddenSections(): string[] {
    if (!this.manifest.locations.includes('widget_page')) return []
    return Object.entries(this.manifest.leftMenu)
      .filter(([section, { isHidden }]) => isHidden && section in HIDDEN_BY_WIDGETS)
      .map(([section]) => section)
  }
}

/** Sections that a widget may hide. */
const HIDDEN_BY_WIDGETS: Readonly<Record<string, true>> = {
  dashboard: true,
  leads: true,
  customers: true,
  tasks: true,
  catalogs: true,
  mail: true,
  stats: true,
}

/** The user's language if the widget has it, else the first that its manifest names, else any whose file is there. */
function chooseLanguage(files: ArchiveFiles, { locales }: Manifest, language: string): string | null {
  const wanted = locales.length === 0 ? [language, 'ru', 'en'] : [language, ...locales]
  const known = wanted.filter((lang) => locales.length === 0 || locales.includes(lang))
  const found = known.find((lang) => files.read(`i18n/${lang}.json`) !== null)
  if (found !== undefined) return found
  const any = files.names().find((name) => /^i18n\/[^/]+\.json$/.test(name))
  return any === undefined ? null : any.slice('i18n/'.length, -'.json'.length)
}

function readJson(files: ArchiveFiles, name: string): Record<string, unknown> | null {
  const text = readText(files, name)
  if (text === null) return null
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    // A folder that is being rebuilt is not whole for a moment; what it is then is asked again.
    if (error instanceof SyntaxError) return null
    throw error
  }
}
