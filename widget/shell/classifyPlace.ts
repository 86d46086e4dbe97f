import type { ParentRef, ParentType } from '../records/parents'
import { listTypeOfPath } from './page/listPaths'
import { cardOfPath } from './page/cardOfPath'

/** Where in the CRM the user is, as far as the widget cares. `id` 0: a card that was never saved. */
export type Place =
  | { readonly kind: 'list'; readonly entity: ParentType }
  | { readonly kind: 'card'; readonly entity: ParentType; readonly id: number }
  | { readonly kind: 'settings' }
  | { readonly kind: 'advancedSettings' }
  | { readonly kind: 'other' }

/** The signs of a place that the page gives; empty texts where it does not. */
export interface PlaceSigns {
  /** `location.pathname`: the one sign that is of now also where one card leads to another. */
  readonly path: string
  /** `APP.getWidgetsArea()`: documented value by value. */
  readonly widgetsArea: string
  /** `widget.system().area`: `clist`, `ccard`… */
  readonly systemArea: string
  readonly baseEntity: string
  readonly card: { readonly id: number; readonly elementType: number } | null
}

const contactType = 1
const companyType = 3

/** Tells the place from the page's signs (RU:web_sdk/env_variables): by an address of a card, by the area, by the open card, by the widget's own area, by an address of a list. */
export const classifyPlace = (signs: PlaceSigns): Place => {
  const { path, widgetsArea, systemArea, baseEntity } = signs
  const card = cardOfPath(path) ?? cardOfSigns(signs)
  if (card !== null) return { kind: 'card', entity: card.type, id: card.id }
  if (widgetsArea === 'contacts' || widgetsArea === 'companies') return { kind: 'list', entity: widgetsArea }
  if (widgetsArea.startsWith('widgetsSettings')) return { kind: 'settings' }
  if (widgetsArea.startsWith('advanced-settings')) return { kind: 'advancedSettings' }
  if (systemArea === 'clist')
    return { kind: 'list', entity: baseEntity === 'companies' ? 'companies' : 'contacts' }
  const listed = widgetsArea === '' ? listTypeOfPath(path) : null
  return listed === null ? { kind: 'other' } : { kind: 'list', entity: listed }
}

const cardOfSigns = ({ widgetsArea, systemArea, card }: PlaceSigns): ParentRef | null => {
  const type = cardTypeOf(widgetsArea, systemArea, card)
  return type && { type, id: card?.id ?? 0 }
}

const cardTypeOf = (widgetsArea: string, systemArea: string, card: PlaceSigns['card']): ParentType | null => {
  if (widgetsArea === 'contacts_card') return 'contacts'
  if (widgetsArea === 'companies_card') return 'companies'
  // Another area that is documented is believed: the open card may be one that is being left.
  if (card === null || (widgetsArea !== '' && !widgetsArea.endsWith('_card'))) return null
  if (systemArea === 'ccard' || card.elementType === contactType) return 'contacts'
  if (systemArea === 'comcard' || card.elementType === companyType) return 'companies'
  return null
}
