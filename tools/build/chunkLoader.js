import * as core from '\0core'

let isShared = false

/**
 * Loads a part of the widget that is not needed at the start of a page, with the RequireJS of the CRM's page. The part reaches what it shares
 * with this file through the module named below.
 */
export function loadChunk(file) {
  if (!isShared) window.define('__CORE_ID__', [], () => core)
  isShared = true
  const url = core.chunkUrl(file)
  return new Promise((resolve, reject) => {
    window.require([url], resolve, (error) => {
      // RequireJS remembers a failure: forgotten, the next click asks again.
      window.require.undef(url)
      reject(error)
    })
  })
}
