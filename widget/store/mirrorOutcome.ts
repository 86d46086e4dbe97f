/** Why the browser's storage could not be used. `newer`: what is there was stored by a newer version of the widget. */
export type StoreRefusal = 'full' | 'refused' | 'newer'

export interface NotStored {
  readonly kind: 'notStored'
  readonly reason: StoreRefusal
  /** The browser's own words. */
  readonly detail: string
}

export type StoreOutcome = { readonly kind: 'stored' } | NotStored
