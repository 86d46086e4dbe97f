/** One step of a migration: from version `from` to the next. Gets what stood in the text, checked for its version only. */
export interface Migration {
  readonly from: number
  readonly apply: (saved: Readonly<Record<string, unknown>>) => Record<string, unknown>
}

/** The version that this release writes. */
export const currentVersion = 1

/** Steps by version, without gaps up to `currentVersion`. Texts from before the first release had no `v` and the keys of version 1. */
export const migrations: readonly Migration[] = [{ from: 0, apply: (saved) => ({ ...saved, v: 1 }) }]
