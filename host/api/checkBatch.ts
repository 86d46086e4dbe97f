import { type ElementIssues, validationProblem, type ValidationIssue } from './problem'
import { readBatch, type ReadBody, requestIdOf } from './requestBody'

type Element = Record<string, unknown>

/** Reads an array of objects of which each is checked; one that does not fit refuses the whole. */
export async function checkBatch(
  request: Request,
  findIssues: (element: Element, place: number) => ValidationIssue[],
): Promise<ReadBody<Element[]>> {
  const read = await readBatch(request)
  if (!read.ok) return read
  const refused: ElementIssues[] = read.body
    .map((element, place) => ({
      request_id: requestIdOf(element, place),
      errors: findIssues(element, place),
    }))
    .filter(({ errors }) => errors.length > 0)
  return refused.length > 0 ? { ok: false, response: validationProblem(refused) } : read
}

/** Keys of an element that are missing; null counts as missing. */
export function findMissing(element: Element, ...keys: string[]): ValidationIssue[] {
  return keys
    .filter((key) => element[key] === undefined || element[key] === null || element[key] === '')
    .map((path) => ({ code: 'FieldMissing', path, detail: 'This field is missing.' }))
}

/** The keys of an element that have the type asked for; others are passed over. */
export function pickKeys<T>(
  element: Element,
  kinds: Readonly<Record<string, 'string' | 'number' | 'boolean'>>,
): Partial<T> {
  return Object.fromEntries(
    Object.entries(kinds)
      .filter(([key, kind]) => typeof element[key] === kind)
      .map(([key]) => [key, element[key]]),
  ) as Partial<T>
}

/** The objects of a list that a request holds; anything else, and anything that is no list, is passed over. */
export function objectsOf(given: unknown): Element[] {
  if (!Array.isArray(given)) return []
  return given.filter((one): one is Element => typeof one === 'object' && one !== null && !Array.isArray(one))
}

/** An object that a request holds under a key, `{}` when it is none. */
export function objectAt(element: Element, key: string): Element {
  const value = element[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : {}
}
