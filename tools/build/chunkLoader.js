import { chunkUrl } from './script.js'

/** What the lazily loaded parts share with this file; the build fills the list. */
const sharedParts = () => []

let isShared = false

/**
 * Loads a part of the widget that is not needed at the start of a page, with the RequireJS of the CRM's page, and at the same time the files that
 * the part itself needs. The part reaches what it shares with this file through the modules that are named here.
 */
export function loadChunk(file, ...needed) {
  if (!isShared) for (const [name, part] of sharedParts()) window.define(name, [], () => part)
  isShared = true
  return Promise.all([file, ...needed].map(loadFile)).then(([part]) => part)
}

/** Each file is asked for by itself: which one failed, and which only needs one that did, is told to each of them. */
function loadFile(file) {
  const url = chunkUrl(file)
  return new Promise((resolve, reject) => {
    window.require([url], resolve, (error) => {
      // RequireJS remembers a failure, of a file and of what needs it: forgotten, the next try asks again. A page that cannot forget fails again.
      for (const failed of [url, ...(error?.requireModules ?? [])]) window.require.undef?.(failed)
      reject(error ?? new Error(`${url} could not be loaded`))
    })
  })
}
