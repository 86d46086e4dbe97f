export const chromiumAdvice: string
export const chromiumFlags: readonly string[]
export const findChromium: (options?: { mayInstall?: boolean; say?: (line: string) => void }) => string | null
