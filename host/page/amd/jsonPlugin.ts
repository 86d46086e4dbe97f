import { fetchText, type ParentRequire, type PluginLoad } from './fetchText'

/** RequireJS plugin `json!url`: the value of a JSON file of the same origin. */
export const jsonPlugin = {
  load(name: string, parentRequire: ParentRequire, done: PluginLoad): void {
    fetchText(name, parentRequire)
      .then((text) => JSON.parse(text) as unknown)
      .then(done, (error: Error) => done.error?.(error))
  },
}
