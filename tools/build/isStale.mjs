import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether something that was built is older than what it is built from. Folders count with everything in them; their own times tell of
 * files that were removed.
 *
 * @param {string} built path of a file
 * @param {string[]} sources paths of files and folders; those that do not exist are passed over
 * @returns {boolean} true also when `built` does not exist
 */
export const isStale = (built, sources) => {
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  return sources.some((path) => existsSync(path) && isNewer(path, builtAt))
}

const isNewer = (path, time) => {
  const stat = statSync(path)
  if (stat.mtimeMs > time) return true
  return stat.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), time))
}
