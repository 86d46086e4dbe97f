/** The files of one widget's archive, wherever they lie. */
export interface ArchiveFiles {
  /** The content of a file by its name from the archive's root; null when there is none. */
  read(name: string): Uint8Array<ArrayBuffer> | null
  /** Names of all files from the archive's root. */
  names(): string[]
}

/** An archive that cannot be installed; the message names the file and what is wrong with it. */
export class ArchiveError extends Error {}

/** A file as text without a byte order mark; null when there is none. */
export function readText(files: ArchiveFiles, name: string): string | null {
  const content = files.read(name)
  return content === null ? null : new TextDecoder().decode(content)
}
