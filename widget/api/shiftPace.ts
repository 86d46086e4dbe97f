import { mostLate } from './rateWindow'
import type { TabPace } from './tabPace'

/** A pace, and nothing else that the object holds, by a clock that shows `by` ms more. */
export const shiftPace = ({ slot, sent, fastest, pausedUntil, slowness }: TabPace, by: number): TabPace => ({
  slot: slot + by,
  sent: sent.map(({ at, duration }) => ({ at: at + by, duration })),
  fastest,
  pausedUntil: pausedUntil + by,
  slowness,
})

/**
 * A pace that another tab told by the computer's clock, by the page's. What was sent was sent before `now`, even where the computer's clock was set
 * back while the message was on its way.
 *
 * @param ahead ms by which the computer's clock is ahead of the page's at this moment
 */
export const paceToldBy = (pace: TabPace, ahead: number, now: number): TabPace => {
  const latest = Math.max(pace.slot - mostLate, ...pace.sent.map(({ at }) => at))
  return shiftPace(pace, Math.min(-ahead, now - latest))
}
