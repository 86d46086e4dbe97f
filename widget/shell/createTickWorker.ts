import { chunkUrl } from './chunkUrl'

/**
 * Starts the worker that keeps the time in a hidden tab (`tick.js` of the archive). Where the files come from another origin, from which no
 * worker may be started, one of the page's own origin imports the same file.
 *
 * @param version `params.version`: the file keeps its name from release to release
 * @throws where workers are forbidden
 */
export const createTickWorker = (version: string): Worker => {
  const { href, origin } = new URL(`${chunkUrl('tick.js')}?v=${encodeURIComponent(version)}`, location.href)
  if (origin === location.origin) return new Worker(href)
  const source = new Blob([`importScripts(${JSON.stringify(href)})`], { type: 'text/javascript' })
  return new Worker(URL.createObjectURL(source))
}
