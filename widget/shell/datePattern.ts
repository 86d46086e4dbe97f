/** Parts of a moment, each with its leading zeros: `2025`, `03`, `07`… Hours count from 00 to 23. */
export interface MomentParts {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

const bare = (digits: string): string => String(Number(digits))
const half = (hour: string): string => String(Number(hour) % 12 || 12)
const isMorning = (hour: string): boolean => Number(hour) < 12

/** Tokens of the CRM's patterns (moment's) that can be written. */
const writers: Readonly<Record<string, (parts: MomentParts) => string>> = {
  YYYY: ({ year }) => year,
  YY: ({ year }) => year.slice(-2),
  Y: ({ year }) => year,
  MM: ({ month }) => month,
  M: ({ month }) => bare(month),
  DD: ({ day }) => day,
  D: ({ day }) => bare(day),
  HH: ({ hour }) => hour,
  H: ({ hour }) => bare(hour),
  hh: ({ hour }) => half(hour).padStart(2, '0'),
  h: ({ hour }) => half(hour),
  mm: ({ minute }) => minute,
  m: ({ minute }) => bare(minute),
  ss: ({ second }) => second,
  s: ({ second }) => bare(second),
  A: ({ hour }) => (isMorning(hour) ? 'AM' : 'PM'),
  a: ({ hour }) => (isMorning(hour) ? 'am' : 'pm'),
}

/** The same in PHP's letters, in which old pages write their patterns. */
const fromPhp: Readonly<Record<string, string>> = {
  d: 'DD',
  j: 'D',
  m: 'MM',
  n: 'M',
  Y: 'YYYY',
  y: 'YY',
  H: 'HH',
  G: 'H',
  h: 'hh',
  g: 'h',
  i: 'mm',
  s: 'ss',
  A: 'A',
  a: 'a',
}

const literalOrRun = /\[([^\]]*)\]|([A-Za-z])\2*/g
/** Letters that only PHP's patterns have alone. */
const phpOnly = ['d', 'j', 'n', 'G', 'g', 'i']

/** A pattern in the CRM's tokens, of one in moment's or PHP's; null where it holds a token that cannot be written. */
export const toDatePattern = (text: string): string | null => {
  const runs = [...text.matchAll(literalOrRun)].flatMap(([run, , letter]) => (letter ? [run] : []))
  const isPhp = runs.some((run) => phpOnly.includes(run))
  const pattern = isPhp ? text.replace(literalOrRun, (run) => fromPhp[run] ?? run) : text
  const tokens = isPhp ? runs.map((run) => fromPhp[run] ?? '') : runs
  return tokens.length > 0 && tokens.every((token) => token in writers) ? pattern : null
}

/** Writes a moment by a pattern; texts in brackets stand as they are. */
export const writeMoment = (parts: MomentParts, pattern: string): string =>
  pattern.replace(literalOrRun, (run, literal?: string) => literal ?? writers[run]?.(parts) ?? run)
