import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where a run of tests tells its processes the folder of the page that was built for all of them. */
export const BUILT_PAGE = 'TESTS_BUILT_PAGE'

let built: Promise<string> | null = null

/** Gives the folder of the CRM's page: as built for the whole run of tests, else built into a temporary one, once in a process. */
export function buildPage(): Promise<string> {
  const given = process.env[BUILT_PAGE]
  built ??= given === undefined ? buildOnce() : Promise.resolve(given)
  return built
}

async function buildOnce(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'host-page-'))
  const { build } = await import('vite')
  await build({
    configFile: fileURLToPath(new URL('../../../../host/page/vite.config.ts', import.meta.url)),
    logLevel: 'silent',
    build: { outDir },
  })
  return outDir
}
