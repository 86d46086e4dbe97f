import { asId, asRecord } from './asTyped'
import { attempt, readAt } from './readAt'

/** `APP.data.current_card` (RU:web_sdk/env_variables; `model` seen in the wild). */
export interface HostCard {
  /** 0 while the card was never saved, or the page does not say. */
  readonly id: number
  /** 1 contact, 3 company (KB); 0 where the page does not say. */
  readonly elementType: number
  /** Names of the inputs that the CRM's model knows as changed. */
  readonly changedFields: readonly string[]
}

/** The open card, null outside a card. */
export const readCard = (app: unknown): HostCard | null => {
  const card = asRecord(readAt(app, 'data', 'current_card'))
  if (card === undefined) return null
  return {
    id: asId(readAt(card, 'id')),
    elementType: asId(readAt(card, 'element_type')),
    changedFields: namesIn(readAt(card, 'model', 'changed_fields')),
  }
}

/** A list of names in today's page, an object by name in another one (HOST). */
const namesIn = (changed: unknown): readonly string[] =>
  attempt(() => {
    const record = asRecord(changed)
    if (record === undefined) return []
    return Array.isArray(record)
      ? record.filter((name): name is string => typeof name === 'string')
      : Object.keys(record)
  }) ?? []
