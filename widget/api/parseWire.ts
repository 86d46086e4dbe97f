import * as v from 'valibot'
import { Malformed } from './malformed'

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
      const code = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof code === 'number' && Number.isInteger(code) ? code : otherwise
    }),
  )

/** An id of the CRM. */
export const wireId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1))
