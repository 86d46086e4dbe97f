import type { ParentType } from '../records/parents'

/** Where in the CRM the user is, as far as the widget cares. `id` 0: a card that was never saved. */
export type Place =
  | { readonly kind: 'list'; readonly entity: ParentType }
  | { readonly kind: 'card'; readonly entity: ParentType; readonly id: number }
  | { readonly kind: 'settings' }
  | { readonly kind: 'advancedSettings' }
  | { readonly kind: 'other' }

/** The signs of a place that the page gives. */
export interface PlaceSigns {
  /** `APP.getWidgetsArea()`: documented value by value, so it is asked first. */
  readonly widgetsArea: string
  /** `widget.system().area`: `clist`, `ccard`… */
  readonly systemArea: string
  readonly baseEntity: string
  readonly card: { readonly id: number | string; readonly element_type?: number | string } | null
}

const contactType = 1
const companyType = 3

/** Tells the place from the page's signs (RU:web_sdk/env_variables): by the area, then by the open card, then by the widget's own area. */
export const classifyPlace = ({ widgetsArea, systemArea, baseEntity, card }: PlaceSigns): Place => {
  const cardEntity = cardEntityOf(widgetsArea, systemArea, card)
  if (cardEntity !== null) return { kind: 'card', entity: cardEntity, id: Number(card?.id ?? 0) || 0 }
  if (widgetsArea === 'contacts' || widgetsArea === 'companies') return { kind: 'list', entity: widgetsArea }
  if (widgetsArea.startsWith('widgetsSettings')) return { kind: 'settings' }
  if (widgetsArea.startsWith('advanced-settings')) return { kind: 'advancedSettings' }
  if (systemArea === 'clist')
    return { kind: 'list', entity: baseEntity === 'companies' ? 'companies' : 'contacts' }
  return { kind: 'other' }
}

const cardEntityOf = (
  widgetsArea: string,
  systemArea: string,
  card: PlaceSigns['card'],
): ParentType | null => {
  if (widgetsArea === 'contacts_card') return 'contacts'
  if (widgetsArea === 'companies_card') return 'companies'
  // Another area that is documented is believed: the open card may be one that is being left.
  if (card === null || (widgetsArea !== '' && !widgetsArea.endsWith('_card'))) return null
  if (systemArea === 'ccard' || Number(card.element_type) === contactType) return 'contacts'
  if (systemArea === 'comcard' || Number(card.element_type) === companyType) return 'companies'
  return null
}
