import type { FileWidget } from '../account/accountFile'
import { AccountFileError } from '../account/parseAccountFile'
import { ArchiveError, type ArchiveFiles } from './ArchiveFiles'
import { folderFiles } from './folderFiles'
import { openArchive, type OpenedArchive } from './openArchive'

/** Where the widgets' archives lie, beside those that the account brings itself. */
export interface ArchiveSources {
  /** Folders that are read as they are, by code: what is missing there is missing for the page too. */
  folders?: Readonly<Record<string, string>>
  /** Folders or zips of widgets that every account has installed, by code; checked as the CRM checks an upload. */
  widgets?: Readonly<Record<string, string>>
}

/** The archives of the account's widgets by their codes. */
export class ArchiveTable {
  readonly #folders: ReadonlyMap<string, OpenedArchive>
  readonly #added: ReadonlyMap<string, OpenedArchive>
  #account: ReadonlyMap<string, OpenedArchive> = new Map()

  /** Throws `ArchiveError` for a widget that the CRM would not take. */
  constructor({ folders = {}, widgets = {} }: ArchiveSources) {
    this.#folders = new Map(
      Object.entries(folders).map(([code, folder]) => [code, { files: folderFiles(folder), warnings: [] }]),
    )
    this.#added = new Map(
      Object.entries(widgets).map(([code, source]) => [
        code,
        openNamed(code, () => openArchive(source, process.cwd())),
      ]),
    )
  }

  /** Codes of the widgets that every account has installed. */
  get added(): readonly string[] {
    return [...this.#added.keys()]
  }

  /** The files of a widget; null when its archive is nowhere. */
  files(code: string): ArchiveFiles | null {
    return this.#find(code)?.files ?? null
  }

  /** What is not as documented in a widget's archive. */
  warnings(code: string): readonly string[] {
    return this.#find(code)?.warnings ?? []
  }

  /** Opens the archives that an account brings. @returns takes them in use. Throws `AccountFileError`. */
  prepare(widgets: readonly FileWidget[]): () => void {
    const opened = new Map<string, OpenedArchive>()
    for (const [index, { code, archive }] of widgets.entries()) {
      const path = `widgets[${index}]`
      if (!/^[\w-]+$/.test(code))
        throw new AccountFileError({ path: `${path}.code`, message: 'нужны латинские буквы, цифры, - и _' })
      if (widgets.findIndex((one) => one.code === code) < index)
        throw new AccountFileError({ path: `${path}.code`, message: `виджет ${code} уже есть в этом списке` })
      if (archive === undefined) continue
      try {
        opened.set(code, openArchive(archive, null))
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error
        throw new AccountFileError({ path: `${path}.archive`, message: error.message })
      }
    }
    return () => {
      this.#account = opened
    }
  }

  #find(code: string): OpenedArchive | undefined {
    return this.#account.get(code) ?? this.#added.get(code) ?? this.#folders.get(code)
  }
}

function openNamed(code: string, open: () => OpenedArchive): OpenedArchive {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    throw new ArchiveError(`виджет ${code}: ${error.message}`, { cause: error })
  }
}
