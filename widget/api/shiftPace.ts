import type { TabPace } from './tabPace'

/** A pace, and nothing else that the object holds, by a clock that shows `by` ms more. */
export const shiftPace = ({ slot, sent, fastest, pausedUntil, slowness }: TabPace, by: number): TabPace => ({
  slot: slot + by,
  sent: sent.map(({ at, duration }) => ({ at: at + by, duration })),
  fastest,
  pausedUntil: pausedUntil + by,
  slowness,
})
