import type { Plugin } from 'vite'

export interface PartGroupsOptions {
  readonly entry: string
  readonly base: readonly string[]
  readonly session: string
  readonly parts: readonly string[]
}

export interface PartGroup {
  readonly name: string
  readonly test: (id: string) => boolean
}

export const partGroups: (options: PartGroupsOptions) => {
  readonly plugin: Plugin
  readonly groups: PartGroup[]
}
