import type { WireContact, WireRecord } from './wire'

/** New keys of a contact with its name kept equal to its parts: whichever of them is given moves the others. */
export function normalizeContact(
  before: WireRecord,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const { name, first_name: first, last_name: last } = given
  const old = before as WireContact
  if (first !== undefined || last !== undefined) {
    const parts = [first ?? old.first_name, last ?? old.last_name].map(String)
    return { ...given, first_name: parts[0], last_name: parts[1], name: parts.filter(Boolean).join(' ') }
  }
  if (typeof name !== 'string') return { ...given }
  const [head = '', ...rest] = name.split(' ')
  return { ...given, first_name: head, last_name: rest.join(' ') }
}
