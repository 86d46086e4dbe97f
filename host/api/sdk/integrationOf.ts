import type { AccountStore } from '../../account/accountStore'

/** An integration as far as it signs tokens for its widget. */
export interface SigningIntegration {
  client_id: string
  client_secret: string
  redirect_uri: string
}

const LOCAL_SECRET = 'local-secret-local-secret-local-secret-local-secret-local-secret'
const LOCAL_REDIRECT = 'http://localhost/oauth'

/**
 * The integration behind a widget's `oauth_client_uuid`: the account's own, else the one that every widget has, known by
 * the widget's place in the account. Null when nobody has this id.
 */
export function integrationOf(store: AccountStore, clientId: string): SigningIntegration | null {
  const own = (store as { integrations?: readonly SigningIntegration[] }).integrations
  if (own) return own.find((one) => one.client_id === clientId) ?? null
  const isKnown = store.widgets.some((_, index) => widgetClientId(index) === clientId)
  return isKnown ? { client_id: clientId, client_secret: LOCAL_SECRET, redirect_uri: LOCAL_REDIRECT } : null
}

function widgetClientId(index: number): string {
  return `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`
}
