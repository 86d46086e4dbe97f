import type { Env, Hono } from 'hono'
import { NOT_BUILT } from './notBuilt'
import { problem } from './problem'

/**
 * Answers 501 to each method under `prefix` that is documented and not built. `mount` is the path that the router
 * stands at.
 */
export function addNotBuiltRoutes<E extends Env>(router: Hono<E>, prefix: string, mount = ''): void {
  for (const { method, path, name } of NOT_BUILT) {
    if (!path.startsWith(prefix)) continue
    let number = 0
    const pattern = path.slice(mount.length).replaceAll('{id}', () => `:part${number++}`)
    const words = `«${name}» (${method} ${path}) не построено в локальной CRM`
    router.on(method, pattern, () => problem(501, words))
  }
}
