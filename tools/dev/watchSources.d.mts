export type SourcePart = 'widget' | 'page' | 'server'

export const watchSources: (onChange: (parts: SourcePart[]) => Promise<void>, root?: string) => () => void
