import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
]
const usualPaths = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** What to tell a person when there is no Chromium and none can be installed. */
export const chromiumAdvice =
  'No Chromium was found. Install Chromium or Google Chrome (on Debian or Ubuntu: sudo apt-get install chromium) or set CHROMIUM_PATH to its program.'

/** Switches for a Chromium that tests drive: no window, no requests of its own. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a Chromium: the environment's CHROMIUM_PATH, else the usual places, else one that is installed with apt-get where this user may.
 *
 * @param {{ mayInstall?: boolean, say?: (line: string) => void }} [options]
 * @returns {string | null} null when there is none (`chromiumAdvice` says what to do)
 * @throws when CHROMIUM_PATH is set to something that cannot be run
 */
export const findChromium = ({ mayInstall = true, say = () => undefined } = {}) => {
  const given = process.env['CHROMIUM_PATH']
  if (given) {
    if (isProgram(given)) return given
    throw new Error(`CHROMIUM_PATH is ${given}, but no program can be run there.`)
  }
  return findInstalled() ?? (mayInstall ? installChromium(say) : null)
}

const findInstalled = () => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...usualPaths]
  return candidates.find(isProgram) ?? null
}

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const installChromium = (say) => {
  const prefix = rootPrefix()
  if (prefix === null || !succeeds('apt-get', ['--version'])) return null
  say('Chromium: not found, installing it with apt-get')
  run([...prefix, 'apt-get', 'update'])
  for (const name of ['chromium-headless-shell', 'chromium']) {
    run([...prefix, 'apt-get', 'install', '-y', '--no-install-recommends', name])
    const found = findInstalled()
    if (found !== null) return found
  }
  return null
}

const rootPrefix = () => {
  if (process.getuid?.() === 0) return []
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null
}

const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

const run = ([command, ...args]) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findChromium({ say: (line) => console.error(line) })
  console.log(path ?? chromiumAdvice)
  process.exitCode = path === null ? 1 : 0
}
