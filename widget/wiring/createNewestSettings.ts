/** The settings text that is in force in this page: what the CRM gave last, or what was saved here since. */
export interface NewestSettings {
  readonly text: () => unknown
  /** The newest of what the CRM gives now and what was saved here. */
  take(given: unknown): unknown
  /** The user saves `text`: it stands over what was in force. */
  save(text: string): void
}

/** Milliseconds for which the CRM's page may give a list of widgets from its cache (HOST). */
const cacheTime = 30 * 60_000

/**
 * Nothing saved yet. After a save the CRM's page may give the text that was replaced for some time: from its cached list of widgets, and from
 * an instance that it made before.
 */
export const createNewestSettings = (now: () => number): NewestSettings => {
  const replaced = new Set<string>()
  let newest: unknown
  let savedAt = Number.NEGATIVE_INFINITY
  return {
    text: () => newest,
    take(given) {
      if (now() - savedAt >= cacheTime || !replaced.has(keyOf(given))) newest = given
      return newest
    },
    save(text) {
      replaced.add(keyOf(newest))
      replaced.delete(text)
      newest = text
      savedAt = now()
    },
  }
}

const keyOf = (given: unknown): string =>
  typeof given === 'string' ? given : given ? JSON.stringify(given) : ''
