import type { FieldConflict, FoundField } from '../jobs/fieldSetup'
import type { ParentType } from '../records/parents'
import type { Texts } from '../texts/createTexts'
import type { Message } from '../texts/errorText'
import { isolateName } from '../texts/isolateName'
import { cutName } from '../texts/cutName'

const typeKeys: Readonly<Record<string, 'numeric' | 'dateTime' | 'date' | 'text'>> = {
  numeric: 'numeric',
  date_time: 'dateTime',
  date: 'date',
  text: 'text',
  textarea: 'text',
}

/** Which fields are in the way of one of ours, told apart as the CRM shows them, and what to do; `meaning` is the caller's to say. */
export const conflictMessage = (texts: Texts, type: ParentType, conflict: FieldConflict): Message => {
  const { key, reason, fields } = conflict
  const found = texts.plural(reason === 'names' ? 'similarFields' : 'fieldsFound', fields.length)
  return {
    what: texts.text(`foundField.${reason}`, {
      name: texts.fieldNames.fields[key],
      entity: texts.text(`common.${type}`),
      found,
      fields: fields.map((field) => foundFieldText(texts, field)).join(', '),
    }),
    meaning: '',
    next: texts.text(`foundField.${reason}Next`, { group: texts.fieldNames.group }),
  }
}

const foundFieldText = (texts: Texts, { id, name, type, group }: FoundField): string => {
  const typeKey = typeKeys[type]
  return texts.text(group === '' ? 'foundField.field' : 'foundField.fieldInGroup', {
    // A number would be shown in groups of three digits.
    id: String(id),
    name: isolateName(cutName(name)),
    group: isolateName(cutName(group)),
    type:
      typeKey === undefined
        ? texts.text('foundField.otherType', { type })
        : texts.text(`foundField.${typeKey}`),
  })
}
