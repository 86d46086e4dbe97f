export const isStale: (built: string, sources: readonly string[]) => boolean
