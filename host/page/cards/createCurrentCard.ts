import $ from 'jquery'
import type { AppGlobal } from '../appTypes'
import type { EntityCode, PageCardAnswer } from '../wire'
import { CardModel } from './CardModel'
import type { CardTab } from './cardTabs'
import type { CurrentCard } from './CurrentCard'

const elementTypes: Record<EntityCode, number> = { contacts: 1, leads: 2, companies: 3, customers: 12 }

/** Makes `APP.data.current_card` of a drawn card and the models of its forms. */
export function createCurrentCard(
  answer: PageCardAnswer,
  tabs: readonly CardTab[],
  models: ReadonlyMap<HTMLFormElement, CardModel>,
): CurrentCard {
  const { record } = answer
  const main = [...models].find(([form]) => form.id === 'edit_card')?.[1] ?? new CardModel({})
  const linked = [...models].filter(([form]) => form.id !== 'edit_card')
  return {
    id: record.id,
    element_type: elementTypes[record.entity],
    model: main,
    form: { $el: $('#edit_card'), model: main },
    linked_forms: {
      form_models: Object.fromEntries(linked.map(([form, model]) => [form.dataset['id'] ?? '', model])),
    },
    main_user: record.responsibleId,
    user: record.responsibleId,
    new_card: record.id === 0,
    notes: {},
    tabs: {
      _tabs: tabs.map(({ id, name, fields }) => ({ id, name, fields: fields.map((field) => field.id) })),
    },
    pipeline_id: record.pipelineId,
    contacts: answer.linkedContacts.map(({ record: { id, name } }) => ({ id, name })),
  }
}

/** The constants that a card sets: `card_id`, and `card_element` with what public widgets read of it. */
export function setCardConstants(app: AppGlobal, { record }: PageCardAnswer): void {
  app.constant('card_id', record.id)
  app.constant('card_element', {
    id: record.id,
    name: record.name,
    main_user_id: record.responsibleId,
    element_type: elementTypes[record.entity],
    status: record.stageId,
    pipeline_id: record.pipelineId,
    price: record.price,
  })
}
