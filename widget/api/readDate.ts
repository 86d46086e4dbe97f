/** The only form in which a server may write the header (RFC 9110, 5.6.7); browsers read many others, and a year out of «1». */
const form = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
/** 2020 and 2100: a server that names another year has lost its clock. */
const earliest = 1_577_836_800_000
const latest = 4_102_444_800_000

/** The time of an answer by its header `Date`, in ms since 1970 (whole seconds); null where it is absent, garbled or implausible. */
export function readDate(header: string | null): number | null {
  const time = header !== null && form.test(header) ? Date.parse(header) : Number.NaN
  return time >= earliest && time < latest ? time : null
}
