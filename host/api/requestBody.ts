import { problem } from './problem'

/** The most elements that a write may hold. */
const BATCH_LIMIT = 250

/** A body that was read, or the answer that refuses it. */
export type ReadBody<T> = { ok: true; body: T } | { ok: false; response: Response }

/** Reads a JSON body; a blank or broken one is 400. */
async function readJson(request: Request): Promise<ReadBody<unknown>> {
  const text = await request.text()
  if (text.trim() === '') return refuse(problem(400, 'Request data must not be blank'))
  try {
    return { ok: true, body: JSON.parse(text) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse(problem(400, 'Syntax error'))
  }
}

/** Reads an array of objects: an object instead is 405, none is 400, more than 250 is 422. */
export async function readBatch(request: Request): Promise<ReadBody<Record<string, unknown>[]>> {
  const read = await readJson(request)
  if (!read.ok) return read
  if (!Array.isArray(read.body)) return refuse(problem(405))
  if (read.body.length === 0) return refuse(problem(400, 'Request data must not be blank'))
  if (read.body.length > BATCH_LIMIT) return refuse(problem(422, 'Limit of 250 per page'))
  if (!read.body.every(isObject)) return refuse(problem(400, 'Invalid request body'))
  return { ok: true, body: read.body }
}

/** Reads one object: an array instead is 405. */
export async function readObject(request: Request): Promise<ReadBody<Record<string, unknown>>> {
  const read = await readJson(request)
  if (!read.ok) return read
  if (!isObject(read.body)) return refuse(problem(Array.isArray(read.body) ? 405 : 400))
  if (Object.keys(read.body).length === 0) return refuse(problem(400, 'Request data must not be blank'))
  return { ok: true, body: read.body }
}

/** Reads one object that may be left out: a blank body and the empty array of PHP clients read as `{}`. */
export async function readOptionalObject(request: Request): Promise<ReadBody<Record<string, unknown>>> {
  const text = (await request.clone().text()).trim()
  return text === '' || text === '[]' || text === '{}' ? { ok: true, body: {} } : readObject(request)
}

/** The `request_id` of an element: its own text, else its index. */
export function requestIdOf(element: Record<string, unknown>, index: number): string {
  const own = element['request_id']
  return typeof own === 'string' || typeof own === 'number' ? String(own) : String(index)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(response: Response): { ok: false; response: Response } {
  return { ok: false, response }
}
