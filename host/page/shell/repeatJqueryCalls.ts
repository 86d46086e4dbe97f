import $ from 'jquery'

interface RepeatableSettings extends JQuery.AjaxSettings {
  /** Set on a call that is the repetition of another. */
  isRepeated?: boolean
}

type Callback = (...given: readonly unknown[]) => void

/**
 * A call by jQuery to the CRM itself that gets 401 waits until `renew` has opened the session again, and is repeated:
 * callbacks and promises hear of the second answer alone (HOST). Whoever asks by other means gets the 401.
 */
export function repeatJqueryCalls(renew: () => Promise<void>): void {
  $.ajaxPrefilter((options: RepeatableSettings, given: RepeatableSettings, call) => {
    if (given.isRepeated || options.crossDomain) return
    const outcome = $.Deferred<unknown, unknown, unknown>()
    const { success, error } = options
    delete options.success
    delete options.error
    listenBy(success, (one) => outcome.done(one))
    listenBy(error, (one) => outcome.fail(one))
    call.done((...answer) => outcome.resolveWith(options, answer))
    call.fail((...refusal) => {
      if (call.status !== 401) {
        outcome.rejectWith(options, refusal)
        return
      }
      const { success: _success, error: _error, complete: _complete, ...again } = given
      renew()
        .then(() => {
          $.ajax({ ...again, url: options.url, isRepeated: true } as RepeatableSettings)
            .done((...answer) => outcome.resolveWith(options, answer))
            .fail((...second) => outcome.rejectWith(options, second))
        })
        .catch(reportError)
    })
    outcome.promise(call)
  })
}

function listenBy(given: unknown, listen: (one: Callback) => void): void {
  for (const one of Array.isArray(given) ? (given as unknown[]) : [given])
    if (typeof one === 'function') listen(one as Callback)
}
