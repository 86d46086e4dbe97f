import type { BenchRow } from './row'

/** A part of the benchmarks, to be run in a process of its own. */
export interface BenchPart {
  readonly measure: () => Promise<readonly BenchRow[]>
}

/** The parts by name, in the order in which they run. */
export const parts: Readonly<Record<string, BenchPart>> = {
  engine: { measure: async () => (await import('./parts/engineRows')).engineRows() },
  rivals: { measure: async () => (await import('./parts/rivalRows')).rivalRows() },
  decode: { measure: async () => (await import('./parts/decodeRows')).decodeRows() },
  growth: { measure: async () => (await import('./parts/growthRows')).growthRows() },
  requests: { measure: async () => (await import('./parts/requestRows')).requestRows() },
  refresh: { measure: async () => (await import('./parts/refreshRows')).refreshRows() },
  cards: {
    measure: async () => (await import('./parts/cardByCardRows')).cardByCardRows(),
  },
  page: { measure: async () => (await import('./parts/pageRows')).pageRows() },
  weight: { measure: async () => (await import('./parts/weightRows')).weightRows() },
  rate: { measure: async () => (await import('./parts/rateRows')).rateRows() },
  hidden: { measure: async () => (await import('./parts/hiddenRows')).hiddenRows() },
}
