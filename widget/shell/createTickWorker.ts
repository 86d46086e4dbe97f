import { chunkUrl } from './chunkUrl'

/**
 * Starts the worker that keeps the time in a hidden tab (`tick.js` of the archive).
 *
 * @param version `params.version`: the file keeps its name from release to release
 * @throws where workers are forbidden, or the files come from another origin
 */
export const createTickWorker = (version: string): Worker =>
  new Worker(`${chunkUrl('tick.js')}?v=${encodeURIComponent(version)}`)
