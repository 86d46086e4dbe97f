import $ from 'jquery'

let queue: Promise<unknown> = Promise.resolve()

/** The proxy behind `crm_post`: requests go one by one, at most one each second. */
export function postOncePerSecond(
  url: string,
  data: unknown,
  dataType: string,
  done?: (answer: unknown) => void,
  failed?: (error: unknown) => void,
): void {
  queue = queue.then(() => {
    $.ajax({ url, method: 'POST', data: data as JQuery.PlainObject, dataType: dataType as 'json' })
      .done((answer: unknown) => done?.(answer))
      .fail((error: unknown) => failed?.(error))
    return new Promise((resolve) => {
      window.setTimeout(resolve, 1000)
    })
  })
}
