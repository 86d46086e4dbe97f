import type { Plugin } from 'vite'

export const amdChunks: (options: { entry: string; chunkUrlModule: string; isSingle: boolean }) => Plugin
