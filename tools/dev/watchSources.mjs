import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** What has to be built or started again when a file below changes. */
const watched = {
  widget: 'widget',
  i18n: 'widget',
  images: 'widget',
  'manifest.json': 'widget',
  'host/page': 'page',
  'host/account': 'server',
  'host/api': 'server',
  'host/control': 'server',
  'host/seeds': 'server',
  'host/main.ts': 'server',
}

/** Editors save in several steps: changes that come close together are one change. */
const quietMs = 120

/**
 * Calls back after changes of the sources, one call at a time.
 *
 * @param {(parts: ('widget' | 'page' | 'server')[]) => Promise<void>} onChange
 * @param {string} [root] the project's folder
 * @returns {() => void} stops watching
 */
export const watchSources = (onChange, root = projectRoot) => {
  const changed = new Set()
  let timer
  let isBusy = false
  const flush = async () => {
    if (isBusy || changed.size === 0) return
    isBusy = true
    const parts = [...changed]
    changed.clear()
    await onChange(parts)
    isBusy = false
    await flush()
  }
  const watchers = Object.entries(watched)
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, part]) =>
      watch(join(root, path), { recursive: true }, () => {
        changed.add(part)
        clearTimeout(timer)
        timer = setTimeout(flush, quietMs)
      }),
    )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
