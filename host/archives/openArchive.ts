import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { ArchiveError, type ArchiveFiles } from './ArchiveFiles'
import { checkArchive } from './checkArchive'
import { folderFiles } from './folderFiles'
import { zipFiles } from './zipFiles'

/** An archive that may be installed. */
export interface OpenedArchive {
  files: ArchiveFiles
  /** What the CRM would overlook and the author should know. */
  warnings: readonly string[]
}

/** Whether an archive is given as the base64 text of a zip, not as a path. */
export function isZipText(source: string): boolean {
  return /^(data:application\/[\w.+-]+;base64,)?UEsDB/.test(source)
}

/**
 * Opens a widget's archive: a folder, a .zip file, or the base64 text of a zip. The files may lie in a single folder at
 * the top. A relative path is taken from `base`, without which only full paths are taken.
 * Throws `ArchiveError` for what the CRM would not take.
 */
export function openArchive(source: string, base: string | null): OpenedArchive {
  const { files, warning } = withoutTopFolder(readSource(source, base))
  return { files, warnings: [...(warning === null ? [] : [warning]), ...checkArchive(files)] }
}

function readSource(source: string, base: string | null): ArchiveFiles {
  if (isZipText(source)) return zipFiles(Buffer.from(source.replace(/^data:[^,]*,/, ''), 'base64'))
  if (base === null && !isAbsolute(source))
    throw new ArchiveError(`«${short(source)}»: нужен полный путь папки или zip, либо сам zip в base64`)
  const path = resolve(base ?? '/', source)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new ArchiveError(`«${short(path)}»: такой папки или файла нет`)
  return found.isDirectory() ? folderFiles(path) : zipFiles(readFileSync(path))
}

/** The files as if the single folder at the top were the root; what archivers of macOS add is not looked at. */
function withoutTopFolder(files: ArchiveFiles): { files: ArchiveFiles; warning: string | null } {
  if (files.read('manifest.json') !== null) return { files, warning: null }
  const names = files.names().filter((name) => !/^(__MACOSX\/|\.)/.test(name) && !name.endsWith('.DS_Store'))
  const tops = new Set(names.map((name) => name.slice(0, name.indexOf('/') + 1)))
  const [top = ''] = tops
  if (tops.size !== 1 || top === '' || files.read(`${top}manifest.json`) === null)
    return { files, warning: null }
  return {
    files: {
      read: (name) => files.read(top + name),
      names: () => names.map((name) => name.slice(top.length)),
    },
    warning: `файлы лежат в папке «${top}»: CRM ждёт их в корне архива`,
  }
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
