import { loadText, type ParentRequire, type PluginLoad } from './loadText'

/** RequireJS plugin `json!url`: the value of a JSON file of the same origin. */
export const jsonPlugin = {
  load(name: string, parentRequire: ParentRequire, done: PluginLoad): void {
    loadText(name, parentRequire, (text) => JSON.parse(text) as unknown, done).catch(reportError)
  },
}
