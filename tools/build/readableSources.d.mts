import type { Plugin } from 'vite'

export const readableSources: () => Plugin
export const withLongNames: (code: string, file: string) => string
