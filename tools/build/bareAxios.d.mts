import type { Plugin } from 'vite'

export const bareAxios: () => Plugin
