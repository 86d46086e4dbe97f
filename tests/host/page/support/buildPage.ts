import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

let built: Promise<string> | null = null

/** Builds the CRM's page into a temporary folder, once in a test process, and gives the folder. */
export function buildPage(): Promise<string> {
  built ??= buildOnce()
  return built
}

async function buildOnce(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'host-page-'))
  await build({
    configFile: fileURLToPath(new URL('../../../../host/page/vite.config.ts', import.meta.url)),
    logLevel: 'silent',
    build: { outDir },
  })
  return outDir
}
