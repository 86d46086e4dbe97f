import type { TabPace } from './tabPace'

/** How the tabs of an account tell each other their pace. Times are of this tab's clock: the link converts them. */
export interface RateLink {
  /** Tells all other tabs the pace of this one, or of the one named; null asks them to tell. */
  tell(pace: TabPace | null, tab?: string): void
  /** `onTold` gets what another tab tells or asks, with a name of that tab. */
  listen(onTold: (tab: string, pace: TabPace | null) => void): void
}
