import * as v from 'valibot'
import { Malformed } from './malformed'
import { numberIn, readFlagOrNull } from './readWire'

/** Values of the small answers, checked by a schema; a value that does not fit throws `Malformed` with the path of the first misfit. */
export function parseWire<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body, { abortEarly: true, abortPipeEarly: true })
  if (!result.success) {
    throw new Malformed(v.getDotPath(result.issues[0]) ?? '')
  }
  return result.output
}

/**
 * A code in numbers of which the CRM may make others, or words, in a later release: a number, also as text; `otherwise` for anything else.
 * Who reads it looks for the codes that he knows.
 */
export const wireCode = <Otherwise extends number | null>(otherwise: Otherwise) =>
  v.pipe(
    v.unknown(),
    v.transform((value): number | Otherwise => {
      const code = typeof value === 'string' ? numberIn(value) : value
      return typeof code === 'number' && Number.isInteger(code) ? code : otherwise
    }),
  )

/** A number, also as text. */
export const wireNumber = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform((value) => (typeof value === 'string' ? numberIn(value) : value)),
  v.number(),
  v.finite(),
)

/** An id of the CRM. */
export const wireId = v.pipe(wireNumber, v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1))

/** A flag, also as 0 and 1; `otherwise` where the CRM leaves it out. */
export const wireFlag = <Otherwise extends boolean | null>(otherwise: Otherwise) =>
  v.pipe(
    v.optional(v.nullable(v.union([v.boolean(), v.picklist([0, 1, '0', '1'])])), null),
    v.transform((value): boolean | Otherwise => readFlagOrNull(value, '') ?? otherwise),
  )

/** A name; one of digits alone may come as a number. */
export const wireName = v.union([v.string(), v.pipe(v.number(), v.transform(String))])
