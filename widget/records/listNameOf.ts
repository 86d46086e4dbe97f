/** The lists that are read page by page, as messages name them. */
export const listNames = ['leads', 'customers', 'contacts', 'companies', 'events', 'links', 'fields'] as const

export type ListName = (typeof listNames)[number]

/** The list that a call reads: `path` with query, with or without its method before it. Of a path that is none of them, `fields`. */
export const listNameOf = (path: string): ListName => {
  const list = /\/api\/v4\/([a-z_/]+)/.exec(path)?.[1]
  if (list?.endsWith('/links') === true) return 'links'
  return listNames.find((name) => name === list) ?? 'fields'
}
