const secondsPerDay = 86_400
/** Moscow has kept UTC+3 without summer time since 26.10.2014, before anything in the demo account happens. */
const moscowOffset = 3 * 3600

/** Unix seconds of a moment on the clocks of Moscow; the month counts from 1. */
export function moscowTime(year: number, month: number, day: number, hour = 0, minute = 0): number {
  return Date.UTC(year, month - 1, day, hour, minute) / 1000 - moscowOffset
}

/** Number of the Moscow calendar day that holds a moment, counted from 01.01.1970. */
export function dayOf(at: number): number {
  return Math.floor((at + moscowOffset) / secondsPerDay)
}

/** Unix seconds of the first moment of a Moscow day. */
export function startOfDay(day: number): number {
  return day * secondsPerDay - moscowOffset
}

/** 0 is Monday, 6 Sunday. */
export function weekdayOf(day: number): number {
  return (day + 3) % 7
}

/** A moment `days` later at the same time of day. */
export function addDays(at: number, days: number): number {
  return at + days * secondsPerDay
}
