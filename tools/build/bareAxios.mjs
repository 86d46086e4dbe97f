const never = "() => { throw new Error('Left out of the build: tools/build/bareAxios.mjs') }"

/** What `create` begins with, without the turning of objects and forms into texts: the widget gives and takes texts. */
const plainDefaults = `
import transitional from './transitional.js'
export default {
  transitional,
  adapter: ['xhr'],
  transformRequest: [],
  transformResponse: [],
  timeout: 0,
  validateStatus: (status) => status >= 200 && status < 300,
  headers: { common: {} },
}`

/** The face of the package with the two functions that the widget imports. */
const smallFace = `
import Axios from './core/Axios.js'
import mergeConfig from './core/mergeConfig.js'
import defaults from './defaults/index.js'
import isAxiosError from './helpers/isAxiosError.js'
const create = (config) => {
  const client = new Axios(mergeConfig(defaults, config))
  return { request: (one) => client.request(one) }
}
export default { create, isAxiosError }`

/**
 * Parts of axios that the widget never reaches, with what stands in their place. It sends JSON text by XMLHttpRequest with an AbortSignal:
 * no other adapter, no forms, no progress, no parameters apart from the address, no tokens from cookies, none of the old kind of cancelling.
 */
const leftOut = {
  'axios.js': smallFace,
  'adapters/fetch.js': 'export const getFetch = () => null',
  'helpers/toFormData.js': `export default ${never}`,
  'helpers/toURLEncodedForm.js': `export default ${never}`,
  'helpers/formDataToJSON.js': `export default ${never}`,
  'helpers/progressEventReducer.js': `export const progressEventReducer = ${never}`,
  'defaults/index.js': plainDefaults,
  'helpers/AxiosURLSearchParams.js': `export default ${never}`,
  'helpers/cookies.js': 'export default null',
  'helpers/isURLSameOrigin.js': `export default ${never}`,
  'core/assertParamsAcyclic.js': 'export default () => undefined',
  'core/setFormDataHeaders.js': `export default ${never}`,
  'platform/browser/index.js': `export default { isBrowser: true, protocols: ['http', 'https'] }`,
}

/**
 * A vite plugin that leaves these parts out of the bundle.
 *
 * @returns {import('vite').Plugin}
 */
export const bareAxios = () => ({
  name: 'sales-analytics:bare-axios',
  enforce: 'pre',
  load(id) {
    const file = /[\\/]axios[\\/]lib[\\/](.+\.js)$/.exec(id)?.[1]?.replaceAll('\\', '/')
    return file === undefined ? null : (leftOut[file] ?? null)
  },
})
