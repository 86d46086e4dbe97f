import type { Server } from 'node:http'

export const createDevProxy: (options: { hostPort: number }) => Server & {
  readonly tell: (event: 'widget' | 'page') => void
}
