import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Manifest {
  widget?: {
    name?: string
    description?: string
    short_description?: string
    version?: string
    init_once?: boolean
    locale?: string[]
    support?: { link?: string; email?: string }
  }
  locations?: string[]
  tour?: { is_tour?: boolean | string; tour_images?: Record<string, string[]>; tour_description?: string }
  settings?: Record<string, { name?: string; type?: string; required?: boolean }>
  advanced?: { title?: string }
  left_menu?: Record<string, MenuEntry>
}

interface MenuEntry {
  title?: string
  submenu?: Record<string, { title?: string }>
}

/** A sub-item that a widget adds to a section of the left menu. */
export interface ArchiveMenuItem {
  code: string
  location: 'stats' | 'settings' | 'widget_page'
  itemCode: string | null
  subitemCode: string | null
  title: string
}

/** The unpacked archive of one widget: its manifest and the texts of one language. */
export class WidgetArchive {
  readonly code: string
  readonly manifest: Manifest
  /** The language whose file was read. */
  readonly lang: string
  readonly #texts: Record<string, unknown>

  private constructor(code: string, manifest: Manifest, lang: string, texts: Record<string, unknown>) {
    this.code = code
    this.manifest = manifest
    this.lang = lang
    this.#texts = texts
  }

  /** Reads an archive's folder; null when there is none or its manifest cannot be read. */
  static async open(
    code: string,
    folder: string | undefined,
    language: string,
  ): Promise<WidgetArchive | null> {
    const manifest = folder === undefined ? null : await readJson<Manifest>(join(folder, 'manifest.json'))
    if (!manifest || folder === undefined) return null
    const locales = manifest.widget?.locale ?? ['ru']
    const lang = locales.includes(language) ? language : (locales[0] ?? 'ru')
    const texts = await readJson<Record<string, unknown>>(join(folder, 'i18n', `${lang}.json`))
    return new WidgetArchive(code, manifest, lang, texts ?? {})
  }

  /** The text behind an i18n key of the manifest; a key without a text gives an empty one. */
  text(key: string | undefined): string {
    let value: unknown = this.#texts
    for (const part of (key ?? '').split('.')) value = (value as Record<string, unknown> | undefined)?.[part]
    return typeof value === 'string' ? value : ''
  }

  /** Whether the manifest asks for a place, with or without a right-column block (`ccard-1`). */
  hasLocation(location: string): boolean {
    const places = (this.manifest.locations ?? []).map((one) => one.replace(/-[01]$/, ''))
    return places.includes('everywhere') || places.includes(location)
  }

  /** Tour images of the language, else of any. */
  get tourImages(): string[] {
    const images = this.manifest.tour?.tour_images ?? {}
    return images[this.lang] ?? Object.values(images)[0] ?? []
  }

  /** Items that the manifest adds to the left menu. */
  get menuItems(): ArchiveMenuItem[] {
    if (!this.hasLocation('widget_page')) return []
    return Object.entries(this.manifest.left_menu ?? {}).flatMap(([section, entry]): ArchiveMenuItem[] => {
      const isOwn = section !== 'stats' && section !== 'settings'
      const location: ArchiveMenuItem['location'] = isOwn ? 'widget_page' : section
      const item = {
        code: this.code,
        location,
        itemCode: isOwn ? section : null,
      } satisfies Partial<ArchiveMenuItem>
      const sub = Object.entries(entry.submenu ?? {}).map(([subitemCode, { title }]) => ({
        ...item,
        subitemCode,
        title: this.text(title),
      }))
      return sub.length > 0 || !isOwn ? sub : [{ ...item, subitemCode: null, title: this.text(entry.title) }]
    })
  }
}

async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch {
    return null
  }
}
