import type { LinkedCard, PageCardAnswer } from '../wire'

/** A contact as `get_current_card_contacts_data()` gives it (RU:web_sdk/mechanics). */
export interface CardContact {
  id: number
  name: string
  first_name: string
  last_name: string
  phones: readonly string[]
  emails: readonly string[]
}

/** The contact of a contact's own card, the linked contacts of any other. A card not saved yet has none of its own. */
export function cardContacts(answer: PageCardAnswer): readonly CardContact[] {
  const { record, fields } = answer
  const isContact = record.entity === 'contacts'
  const own = record.id > 0 ? [{ record, fields }] : []
  return (isContact ? own : answer.linkedContacts).map(toContact)
}

function toContact({ record, fields }: LinkedCard): CardContact {
  const valuesOf = (code: string): string[] => {
    const field = fields.find((one) => one.code === code)
    return field ? (record.values[field.id] ?? []).map(({ value }) => String(value)) : []
  }
  return {
    id: record.id,
    name: record.name,
    first_name: record.firstName ?? '',
    last_name: record.lastName ?? '',
    phones: valuesOf('PHONE'),
    emails: valuesOf('EMAIL'),
  }
}
