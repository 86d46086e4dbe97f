import { loadText, type ParentRequire, type PluginLoad } from './loadText'

/** RequireJS plugin `text!url`: the text of a file of the same origin. */
export const textPlugin = {
  load(name: string, parentRequire: ParentRequire, done: PluginLoad): void {
    loadText(name, parentRequire, (text) => text, done).catch(reportError)
  },
}
