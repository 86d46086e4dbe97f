import { hostWindow } from '../../hostWindow'
import { translate } from '../../texts/translate'
import { showWidgetError } from './tellWidget'

/**
 * Shows errors that reach nobody: thrown in a widget's own handlers and timers, promises that nobody waits for, modules
 * that a widget asks for by itself. Whose they are is read from the files in their stacks.
 */
export function watchWidgetErrors(): void {
  window.addEventListener('error', ({ error, filename, message }) => {
    const code = codeIn(filename) ?? codeIn((error as Error | null)?.stack)
    if (code !== null) showWidgetError(code, translate('widgetLog.later'), (error as unknown) ?? message)
  })
  window.addEventListener('unhandledrejection', ({ reason }) => {
    const code = codeIn((reason as Error | null | undefined)?.stack)
    if (code !== null) showWidgetError(code, translate('widgetLog.promise'), reason)
  })
  hostWindow().requirejs.onError = (error) => {
    // `require('name')` of a module that is not there is a question: it throws to its caller, and libraries catch that.
    if (error.requireType === 'notloaded') throw error
    const modules = error.requireModules ?? []
    const code = modules.map(codeIn).find((one) => one !== null) ?? codeIn(error.stack)
    showWidgetError(code ?? 'require', modules.join(', '), error)
    throw error
  }
}

/** The widget whose archive an address or a stack names. */
function codeIn(text: string | undefined): string | null {
  return /\/(?:upl|widgets)\/([\w-]+)\/widget\//.exec(text ?? '')?.[1] ?? null
}
