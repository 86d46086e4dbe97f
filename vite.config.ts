import { fileURLToPath } from 'node:url'
import { preact } from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { amdChunks } from './tools/build/amdChunks.mjs'
import { bareAxios } from './tools/build/bareAxios.mjs'
import { cleanPackages } from './tools/build/cleanPackages.mjs'
import { readableSources } from './tools/build/readableSources.mjs'
import { partGroups } from './tools/build/partGroups.mjs'

const isSingle = process.env['SALES_ANALYTICS_SINGLE'] === '1'
const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const parts = partGroups({
  entry: fromRoot('./widget/script.ts'),
  base: [fromRoot('./widget/wiring/createSessionBase.ts')],
  session: fromRoot('./widget/wiring/createSession.ts'),
  parts: ['createSession', 'mountCard', 'showSettings', 'createRunWindow'].map((name) =>
    fromRoot(`./widget/wiring/${name}.ts`),
  ),
})

/**
 * The widget's bundle: readable AMD modules for the RequireJS of the CRM's page. `node tools/build.mjs` runs it and adds the rest of the
 * archive; SALES_ANALYTICS_SINGLE=1 puts everything into script.js.
 */
export default defineConfig({
  root: fromRoot('./'),
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [
    preact({ prefreshEnabled: false, devToolsEnabled: false, reactAliasesEnabled: false }),
    readableSources(),
    bareAxios(),
    cleanPackages(),
    parts.plugin,
    amdChunks({
      entry: fromRoot('./widget/script.ts'),
      chunkUrlModule: fromRoot('./widget/shell/chunkUrl.ts'),
      isSingle,
    }),
  ],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    cssMinify: false,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    lib: { entry: fromRoot('./widget/script.ts'), formats: ['es'], cssFileName: 'style' },
    rolldownOptions: {
      external: ['jquery'],
      preserveEntrySignatures: 'allow-extension',
      checks: { bundlerTimings: false },
      output: {
        entryFileNames: 'script.js',
        chunkFileNames: '[name].js',
        codeSplitting: isSingle ? false : { includeDependenciesRecursively: false, groups: parts.groups },
        minifyInternalExports: false,
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
})
