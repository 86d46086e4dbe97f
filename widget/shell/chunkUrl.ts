let base = ''

/**
 * Remembers where the CRM serves the files of the widget. Called before anything is loaded on demand.
 *
 * @param path `params.path` of the widget, such as `/upl/CODE/widget`; empty where the CRM does not say: what was known stays
 */
export const applyChunkBase = (path: string): void => {
  if (path !== '') base = path.replace(/\/+$/, '')
}

/** The address of a lazily loaded file of the archive; the build puts it in place of `import()`. */
export const chunkUrl = (file: string): string => `${base}/${file}`
