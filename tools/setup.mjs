import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../', import.meta.url))

/**
 * Installs the locked dependencies when they are missing or are not those of the lock file. Plain JavaScript without packages: this is what
 * runs first in a fresh clone.
 *
 * @param {{ root?: string, say?: (line: string) => void }} [options]
 * @returns {boolean} whether the dependencies are in place now
 */
export const setUp = ({ root = projectRoot, say = (line) => console.log(line) } = {}) => {
  const reason = reasonToInstall(root)
  if (reason === null) {
    say('Set-up: the locked dependencies are in place')
    return true
  }
  say(`Set-up: ${reason}, running npm ci`)
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status === 0) return true
  say('Set-up: npm ci failed; see its message above. The first set-up needs the network.')
  return false
}

/**
 * Why the dependencies have to be installed: compares what npm says it installed with the lock file.
 *
 * @param {string} root the project's folder
 * @returns {string | null} null when they need not be
 */
export const reasonToInstall = (root) => {
  const installedPath = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedPath)) return 'the dependencies are not installed'
  const locked = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(installedPath)
  const differs = Object.keys(locked).find((path) => {
    const { version, optional, link } = locked[path]
    if (path === '' || link) return false
    // Packages for other systems stand in the lock file and are never installed here.
    if (installed[path] === undefined) return !optional
    return installed[path].version !== version
  })
  return differs === undefined ? null : `${differs} is not the version of package-lock.json`
}

const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = setUp() ? 0 : 1
