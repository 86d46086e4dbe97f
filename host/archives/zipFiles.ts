import { unzipSync } from 'fflate'
import { ArchiveError, type ArchiveFiles } from './ArchiveFiles'

/** Bytes that an archive may take up unpacked: no widget is near it, and a faulty zip must not fill the memory. */
const LARGEST = 256 * 1024 * 1024

/** The files of a packed archive, kept in memory. Throws `ArchiveError` for what is no zip. */
export function zipFiles(zip: Uint8Array): ArchiveFiles {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [name, content] of Object.entries(unpack(zip))) {
    // Archivers of Windows write backslashes.
    const path = name.replaceAll('\\', '/')
    if (!path.endsWith('/')) files.set(path, new Uint8Array(content))
  }
  return { read: (name) => files.get(name) ?? null, names: () => [...files.keys()] }
}

function unpack(zip: Uint8Array): Record<string, Uint8Array> {
  let size = 0
  try {
    return unzipSync(zip, {
      filter({ originalSize }) {
        size += originalSize
        if (size > LARGEST) throw new Error('распакованный больше 256 МБ')
        return true
      },
    })
  } catch (error) {
    throw new ArchiveError(`не читается как zip: ${error instanceof Error ? error.message : String(error)}`)
  }
}
