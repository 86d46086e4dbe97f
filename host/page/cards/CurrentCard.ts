import type { CardContact } from './cardContacts'
import type { CardModel } from './CardModel'

/** `APP.data.current_card`: documented `id` and `model`, and the keys that widgets are known to read. */
export interface CurrentCard {
  /** 0 for a card not saved yet. */
  id: number
  /** 1 contact, 2 lead, 3 company, 12 customer. */
  element_type: number
  model: CardModel
  form: { $el: JQuery; model: CardModel }
  linked_forms: { form_models: Record<string, CardModel> }
  main_user: number
  user: number
  new_card: boolean
  notes: unknown
  tabs: { _tabs: readonly { id: string; name: string; fields: readonly number[] }[] }
  pipeline_id: number | null
  contacts: readonly CardContact[]
}
