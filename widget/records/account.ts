/** How buyers are switched on in the account: API 2.1; `unknown` where the CRM does not say. */
export type CustomersMode = 'unavailable' | 'disabled' | 'segments' | 'dynamic' | 'periodicity' | 'unknown'

/** The account as the widget needs it: API 2.1. */
export interface Account {
  readonly id: number
  readonly name: string
  readonly subdomain: string
  readonly currentUserId: number
  /** ISO 4217, for example RUB; empty where the CRM does not say. */
  readonly currency: string
  readonly currencySymbol: string
  readonly customersMode: CustomersMode
  /** Whether the paid filter package is on; null when the CRM did not say. */
  readonly isApiFilterEnabled: boolean | null
  /** IANA name, for example Europe/Moscow. */
  readonly timezone: string
}
