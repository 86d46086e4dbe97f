import type { RateLink } from '../api/rateLink'
import { paceToldBy, shiftPace } from '../api/shiftPace'
import type { TabPace } from '../api/tabPace'
import { openChannel } from './openTabChannel'

/** A pace by the clock of the computer, which all tabs share; null asks for those of the others. */
interface Message {
  readonly tab: string
  readonly pace: TabPace | null
}

/** The link of the tabs over a BroadcastChannel; none where there are no channels. */
export const createTabRateLink = (name: string): RateLink | undefined => {
  const channel = openChannel<Message>(name)
  if (channel === null) return undefined
  const own = String(Math.random())
  let last: TabPace | null = null
  const tell: RateLink['tell'] = (pace, tab = own) => {
    if (tab === own) last = pace
    channel.post({ tab, pace: pace && shiftPace(pace, computerAhead()) })
  }
  window.addEventListener('pagehide', () => {
    if (last) tell(withoutOpen(last))
  })
  return {
    tell,
    listen(onTold) {
      channel.listen(({ tab, pace }) => {
        onTold(tab, pace && paceToldBy(pace, computerAhead(), performance.now()))
      })
    },
  }
}

/** By how much the computer's clock is ahead of the page's, which stands still while the computer sleeps. */
const computerAhead = (): number => Date.now() - performance.now()

/** The browser gives up what a closed page waits for: it arrives by now, or never. */
const withoutOpen = (pace: TabPace): TabPace => ({
  ...pace,
  sent: pace.sent.map(({ at, duration }) => ({
    at,
    duration: duration ?? performance.now() - at + pace.fastest,
  })),
})
