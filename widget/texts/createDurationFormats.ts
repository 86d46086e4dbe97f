import type { PluralKey, TextKey, TextParams } from './textTree'

/** How spans of time are written. Spans are seconds; less than nothing counts as nothing. */
export interface DurationFormats {
  /** Rough: `меньше минуты`, `около 4 минут`, `больше часа`. */
  readonly formatDuration: (seconds: number) => string
  /** `осталось около 4 минут` */
  readonly formatTimeLeft: (seconds: number) => string
  /** Exact: `48 с`, `4 мин 12 с`, `1 ч 5 мин`. */
  readonly formatElapsed: (seconds: number) => string
  /** `4 минуты назад`; null within the first minute. */
  readonly formatAgo: (seconds: number) => string | null
}

interface Wording {
  readonly text: (key: TextKey, params?: TextParams) => string
  readonly plural: (key: PluralKey, count: number) => string
}

const minute = 60
const hour = 3600

/** Formats over the texts of one language. */
export const createDurationFormats = ({ text, plural }: Wording): DurationFormats => {
  const formatDuration = (seconds: number): string => {
    if (seconds < 45) return text('common.lessThanMinute')
    if (seconds < 1.5 * minute) return text('common.aboutMinute')
    if (seconds < hour) return plural('aboutMinutes', Math.round(seconds / minute))
    if (seconds < 2 * hour) return text('common.moreThanHour')
    return plural('moreThanHours', Math.floor(seconds / hour))
  }
  return {
    formatDuration,
    formatTimeLeft: (seconds) => text('common.timeLeft', { duration: formatDuration(seconds) }),
    formatElapsed: (span) => {
      const seconds = Math.max(0, Math.round(span))
      if (seconds < minute) return text('common.elapsedSeconds', { seconds })
      const minutes = Math.floor(seconds / minute)
      if (seconds < hour) return text('common.elapsedMinutes', { minutes, seconds: seconds % minute })
      return text('common.elapsedHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
    },
    formatAgo: (seconds) => (seconds < minute ? null : plural('minutesAgo', Math.floor(seconds / minute))),
  }
}
