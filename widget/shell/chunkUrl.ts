let base = ''

/**
 * Remembers where the CRM serves the files of the widget. Called before anything is loaded on demand.
 *
 * @param path `params.path` of the widget, such as `/upl/CODE/widget`
 */
export const applyChunkBase = (path: string): void => {
  base = path.replace(/\/+$/, '')
}

/** The address of a lazily loaded file of the archive; the build puts it in place of `import()`. */
export const chunkUrl = (file: string): string => `${base}/${file}`
