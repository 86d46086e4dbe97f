import { ArchiveError, type ArchiveFiles, readText } from './ArchiveFiles'
import { LOCATIONS } from './locations'
import { type Manifest, readManifest, toObject } from './manifest'

const FIELD_TYPES = ['text', 'pass', 'users', 'users_lp', 'custom']
const LOGOS = ['logo.png', 'logo_main.png', 'logo_medium.png', 'logo_min.png', 'logo_small.png']

/**
 * Checks an archive as the CRM does when it is uploaded. Throws `ArchiveError` where it could not run at all.
 * @returns what the documentation asks for and the archive lacks, though the CRM would run it.
 */
export function checkArchive(files: ArchiveFiles): string[] {
  const given = readJson(files, 'manifest.json')
  if (given === null) throw new ArchiveError('manifest.json: файла нет в корне архива')
  refuseShapes(given)
  const manifest = readManifest(given)
  const names = new Set(files.names())
  for (const name of names) if (/^i18n\/[^/]+\.json$/.test(name)) readJson(files, name)
  return [
    ...missingFiles(manifest, names),
    ...locationWarnings(manifest),
    ...settingsWarnings(manifest),
    ...(toObject(given['widget'])['interface_version'] === 2
      ? []
      : ['manifest.json: widget.interface_version должно быть числом 2']),
  ]
}

function refuseShapes(given: Record<string, unknown>): void {
  const refuse = (path: string, words: string): never => {
    throw new ArchiveError(`manifest.json: ${path} ${words}`)
  }
  if (!isObject(given['widget'])) refuse('widget', 'должно быть объектом с name, description, version')
  const { locations, settings, left_menu: leftMenu } = given
  const isList = Array.isArray(locations) && locations.every((one) => typeof one === 'string')
  if (locations !== undefined && !isList) refuse('locations', 'должно быть списком названий мест')
  if (settings !== undefined && !isObject(settings) && !isEmptyList(settings))
    refuse('settings', 'должно быть объектом полей по их кодам')
  for (const [code, field] of Object.entries(toObject(settings)))
    if (!isObject(field)) refuse(`settings.${code}`, 'должно быть объектом с name, type, required')
  if (leftMenu !== undefined && !isObject(leftMenu) && !isEmptyList(leftMenu))
    refuse('left_menu', 'должно быть объектом разделов по их кодам')
}

function missingFiles({ locales }: Manifest, names: ReadonlySet<string>): string[] {
  const wanted = ['script.js', ...LOGOS.map((name) => `images/${name}`)]
  const texts = locales.map((lang) => `i18n/${lang}.json`)
  const missing = [...wanted, ...texts].filter((name) => !names.has(name)).map((name) => `${name}: файла нет`)
  if (locales.length === 0) missing.push('manifest.json: widget.locale не назван')
  return missing
}

function locationWarnings({ locations }: Manifest): string[] {
  return locations.flatMap((given) => {
    const [, name = given, suffix] = /^(.*?)(?:-(\w+))?$/.exec(given) ?? []
    if (!LOCATIONS.has(name)) return [`manifest.json: места «${given}» документация не знает`]
    const isKnown = suffix === undefined || suffix === '0' || suffix === '1'
    return isKnown ? [] : [`manifest.json: у места «${given}» после дефиса бывает только 0 или 1`]
  })
}

function settingsWarnings({ settings, locations }: Manifest): string[] {
  const fields = Object.entries(settings)
  const custom = fields.filter(([, { type }]) => type === 'custom')
  const warnings = fields
    .filter(([, { type }]) => !FIELD_TYPES.includes(type))
    .map(([code, { type }]) => `manifest.json: settings.${code}: типа «${type}» документация не знает`)
  if (custom.length > 1) warnings.push('manifest.json: поле типа custom бывает только одно')
  if (custom.length > 0 && !locations.includes('settings'))
    warnings.push('manifest.json: с полем типа custom в locations нужно settings')
  return warnings
}

/** A JSON object of the archive, null when there is no such file; throws `ArchiveError` for anything else. */
function readJson(files: ArchiveFiles, name: string): Record<string, unknown> | null {
  const text = readText(files, name)
  if (text === null) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new ArchiveError(`${name}: это не JSON (${words})`, { cause: error })
  }
  // What PHP writes for an object without keys.
  if (isEmptyList(value)) return {}
  if (!isObject(value)) throw new ArchiveError(`${name}: нужен один объект JSON`)
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
