import $ from 'jquery'

let queue: Promise<void> = Promise.resolve()

/** The proxy behind `crm_post`: requests go one by one, at most one each second. */
export function postOncePerSecond(
  url: string,
  data: JQuery.PlainObject | string,
  dataType: 'text' | 'json' | 'html' | 'xml',
  done?: (answer: unknown) => void,
  failed?: (error: unknown) => void,
): void {
  const send = (): void => {
    $.ajax({ url, method: 'POST', data, dataType })
      .done((answer: unknown) => done?.(answer))
      .fail((error: unknown) => failed?.(error))
  }
  queue = queue.then(async () => {
    send()
    await new Promise((resolve) => {
      window.setTimeout(resolve, 1000)
    })
  })
}
