import { fetchText, type ParentRequire, type PluginLoad } from './fetchText'

/** RequireJS plugin `text!url`: the text of a file of the same origin. */
export const textPlugin = {
  load(name: string, parentRequire: ParentRequire, done: PluginLoad): void {
    fetchText(name, parentRequire).then(done, (error: Error) => done.error?.(error))
  },
}
