import $ from 'jquery'

/** The page keeps a token for 25 of its 30 minutes (HOST). */
const KEPT_MS = 1_500_000

const tokens = new Map<string, { token: string; until: number }>()

/** `$.ajax` with the disposable token of an integration; the answer is jQuery's promise, settled as `$.ajax` settles it. */
export function authorizedAjax(
  uuid: string,
  options: JQuery.AjaxSettings,
): JQuery.Promise<unknown, unknown, unknown> {
  const answer = $.Deferred<unknown, unknown, unknown>()
  const send = (token: string): void => {
    const headers = { ...options.headers, 'X-Auth-Token': token }
    $.ajax({ ...options, headers }).then(
      (...given: unknown[]) => answer.resolve(...given),
      (...given: unknown[]) => answer.reject(...given),
    )
  }
  const known = tokens.get(uuid)
  if (known && known.until > Date.now()) send(known.token)
  else
    $.ajax({ url: `/ajax/v2/integrations/${uuid}/disposable_token`, dataType: 'json' }).then(
      ({ token }: { token: string }) => {
        tokens.set(uuid, { token, until: Date.now() + KEPT_MS })
        send(token)
      },
      (...given: unknown[]) => answer.reject(...given),
    )
  return answer.promise()
}
