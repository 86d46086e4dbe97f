/**
 * Why the browser's storage could not be used. `newer`: what is there was stored by a newer version of the widget; `silent`: the browser did not
 * answer in time.
 */
export type StoreRefusal = 'full' | 'refused' | 'newer' | 'silent'

export interface NotStored {
  readonly kind: 'notStored'
  readonly reason: StoreRefusal
  /** The browser's own words. */
  readonly detail: string
}

export type StoreOutcome = { readonly kind: 'stored' } | NotStored
