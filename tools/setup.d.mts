export const setUp: (options?: { root?: string; say?: (line: string) => void }) => boolean
export const reasonToInstall: (root: string) => string | null
