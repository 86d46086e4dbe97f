import { preact } from '@preact/preset-vite'
import { build } from 'vite'

/** The gallery as one script (it makes a global `gallery`) and one style sheet. */
export const buildGallery = async (): Promise<{ readonly script: string; readonly style: string }> => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false, reactAliasesEnabled: false })],
    build: {
      write: false,
      minify: false,
      cssMinify: false,
      cssCodeSplit: false,
      target: 'es2022',
      lib: {
        entry: `${import.meta.dirname}/gallery.ts`,
        formats: ['iife'],
        name: 'gallery',
        cssFileName: 'style',
      },
    },
  })
  const files = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    'output' in each ? each.output : [],
  )
  const script = files.find((file) => file.type === 'chunk')
  const style = files.find((file) => file.type === 'asset')
  if (script?.type !== 'chunk' || style?.type !== 'asset') throw new Error('The gallery was not built')
  return { script: script.code, style: String(style.source) }
}
