import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isStale } from './isStale.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const inRoot = (paths) => paths.map((path) => join(root, path))

const shared = ['package-lock.json', 'tools/build']
const widgetSources = ['widget', 'i18n', 'images', 'manifest.json', 'vite.config.ts', ...shared]
const pageConfig = join(root, 'host/page/vite.config.ts')
const pageSources = ['host/page', ...shared]

/**
 * Builds the widget and the page of the local CRM where what is in `dist/` is older than the sources.
 *
 * @param {(line: string) => void} say
 */
export const buildStale = async (say) => {
  if (isStale(join(root, 'dist/widget.zip'), inRoot(widgetSources))) {
    say('Build: the widget → dist/widget')
    const { buildWidget } = await import('./buildWidget.mjs')
    await buildWidget()
  }
  if (isStale(join(root, 'dist/host-page/page.js'), inRoot(pageSources))) {
    say("Build: the local CRM's page → dist/host-page")
    await buildPage()
  }
}

/** Builds the page of the local CRM. */
export const buildPage = async () => {
  if (!existsSync(pageConfig)) throw new Error(`${pageConfig} is missing`)
  const { build } = await import('vite')
  await build({ configFile: pageConfig, logLevel: 'error' })
}
