import { hostWindow } from '../hostWindow'
import { noteLoadFailure } from './loadFailures'

type Load = (value: unknown) => void
type ParentRequire = (
  names: string[],
  done: (value: unknown) => void,
  failed: (error: unknown) => void,
) => void

/**
 * RequireJS plugin `optional!url`: the module, or `{}` when it, or one that it depends on, could not be loaded. The CRM
 * skips such a widget silently (HOST); here the reason is told as an error of the page.
 */
export const optionalPlugin = {
  load(name: string, parentRequire: ParentRequire, done: Load): void {
    parentRequire([name], done, (error) => {
      noteLoadFailure(name, error)
      // What failed may be there at the next try.
      for (const failed of (error as { requireModules?: readonly string[] } | null)?.requireModules ?? [])
        hostWindow().requirejs.undef(failed)
      hostWindow().requirejs.undef(name)
      done({})
    })
  },
}
