import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, normalize, relative, resolve, sep } from 'node:path'
import type { ArchiveFiles } from './ArchiveFiles'

/** The files of an unpacked archive. They are read each time, so that a rebuilt widget is seen at once. */
export function folderFiles(folder: string): ArchiveFiles {
  const root = resolve(folder)
  return {
    read(name) {
      const path = normalize(join(root, name))
      const isInside = path.startsWith(root + sep)
      return isInside && isFile(path) ? new Uint8Array(readFileSync(path)) : null
    },
    names: () =>
      existsSync(root)
        ? readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
        : [],
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}
