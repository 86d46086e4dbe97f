import $ from 'jquery'

const PAUSE_MS = 1000
let queue: Promise<void> = Promise.resolve()

/** `crm_post`: requests go through the CRM's proxy one by one, a second apart; the answer is read as `dataType` says. */
export function postOncePerSecond(
  url: string,
  data: JQuery.PlainObject,
  dataType: string,
  done?: (answer: unknown) => void,
  failed?: (error: unknown) => void,
): void {
  const send = (): void => {
    const request = { method: 'POST', data: { ...data, target: url }, dataType } as JQuery.AjaxSettings
    $.ajax('/private/widget/proxy.php', request)
      .done((answer: unknown) => done?.(answer))
      .fail((error: JQuery.jqXHR) => {
        // Never silent: many widgets pass no function for a failure.
        reportError(new Error(`crm_post ${url}: ${reasonOf(error)}`))
        failed?.(error)
      })
  }
  queue = queue.then(async () => {
    send()
    await new Promise((resolve) => {
      window.setTimeout(resolve, PAUSE_MS)
    })
  })
}

function reasonOf(error: JQuery.jqXHR): string {
  const body = error.responseJSON as { detail?: string } | undefined
  try {
    return body?.detail ?? (JSON.parse(error.responseText) as { detail?: string }).detail ?? error.statusText
  } catch (unreadable) {
    if (!(unreadable instanceof SyntaxError)) throw unreadable
    return `${error.status} ${error.statusText}`
  }
}
