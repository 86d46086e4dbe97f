/** Parts of axios that the widget never reaches: requests go out by XMLHttpRequest, forms and streams are not sent. */
const unused = [/axios[\\/]lib[\\/]adapters[\\/]fetch\.js$/]

/**
 * A vite plugin that leaves the fetch adapter out of the bundle.
 *
 * @returns {import('vite').Plugin}
 */
export const bareAxios = () => ({
  name: 'sales-analytics:bare-axios',
  enforce: 'pre',
  load(id) {
    if (!unused.some((path) => path.test(id))) return null
    return 'export const getFetch = () => null\nexport default null\n'
  },
})
