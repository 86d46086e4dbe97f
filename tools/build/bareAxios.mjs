const never = "() => { throw new Error('Left out of the build: tools/build/bareAxios.mjs') }"

/**
 * Parts of axios that the widget never reaches, with what stands in their place. It sends JSON text by XMLHttpRequest with an AbortSignal:
 * no other adapter, no forms, no progress, no tokens of the old kind of cancelling.
 */
const leftOut = {
  'adapters/fetch.js': 'export const getFetch = () => null',
  'helpers/toFormData.js': `export default ${never}`,
  'helpers/toURLEncodedForm.js': `export default ${never}`,
  'helpers/formDataToJSON.js': `export default ${never}`,
  'helpers/progressEventReducer.js': `export const progressEventReducer = ${never}`,
  'helpers/HttpStatusCode.js': 'export default {}',
  'cancel/CancelToken.js': 'export default class CancelToken {}',
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
