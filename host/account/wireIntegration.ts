import type { Given } from './wire'

/** An integration of the account: who may ask for tokens. Its secret also signs the disposable tokens of its widget. */
export interface WireIntegration {
  client_id: string
  client_secret: string
  /** Where codes are sent; an exchange must name the same address to the letter. */
  redirect_uri: string
  name: string
  /** Code of the widget that belongs to it, null for a server's integration. */
  widget_code: string | null
}

/** An integration of an account file. */
export type FileIntegration = Given<WireIntegration, 'client_id'>

/** Secret of every integration whose file names none: as long as the CRM's. */
const LOCAL_SECRET = 'local-secret-local-secret-local-secret-local-secret-local-secret'
/** Redirect address of every integration whose file names none. */
const LOCAL_REDIRECT = 'http://localhost/oauth'

/**
 * The integrations of an account: those of its file, and one for each widget that the file gives none
 * (`00000000-0000-4000-8000-` and the place of the widget, from 1).
 */
export function createIntegrations(
  given: readonly FileIntegration[] | undefined,
  widgetCodes: readonly string[],
): WireIntegration[] {
  const filled = (given ?? []).map(fillIntegration)
  for (const [place, code] of widgetCodes.entries()) {
    if (filled.some((one) => one.widget_code === code)) continue
    const own = filled.find((one) => one.client_id === widgetClientId(place))
    if (own) own.widget_code ??= code
    else filled.push(fillIntegration({ client_id: widgetClientId(place), name: code, widget_code: code }))
  }
  return filled
}

/** Completes an integration with the local CRM's defaults. */
export function fillIntegration(given: FileIntegration): WireIntegration {
  return {
    client_secret: LOCAL_SECRET,
    redirect_uri: LOCAL_REDIRECT,
    name: given.client_id,
    widget_code: null,
    ...given,
  }
}

function widgetClientId(place: number): string {
  return `00000000-0000-4000-8000-${String(place + 1).padStart(12, '0')}`
}
