export const measureSizes: (folder?: string) => { file: string; size: number; limit: number }[]
