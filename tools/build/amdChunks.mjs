import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rollup } from 'rollup'
import { parseAst } from 'rollup/parseAst'
import { licenceNotice } from './licenceNotice.mjs'

const loaderPath = new URL('./chunkLoader.js', import.meta.url)
const entryFile = 'script.js'

/**
 * A vite plugin that turns the ES chunks of the build into AMD modules, which is what the RequireJS of the CRM's page understands (rolldown
 * itself has no AMD output).
 *
 * - script.js keeps one anonymous `define` and exports the constructor itself, because the CRM skips anything else.
 * - A lazily loaded chunk gets the build's hash into its name (the CRM puts `?v=` on script.js only), and what it shares with script.js
 *   through the module that chunkLoader.js registers: asking for `./script.js` would load a second copy, whose address has no `?v=`.
 *
 * @param {{ entry: string, chunkUrlModule: string, isSingle: boolean }} options `entry`: path of script.ts; `chunkUrlModule`: path of the
 * module whose `chunkUrl(file)` gives the address of a chunk; `isSingle`: there are no lazily loaded chunks.
 * @returns {import('vite').Plugin}
 */
export const amdChunks = ({ entry, chunkUrlModule, isSingle }) => ({
  name: 'sales-analytics:amd-chunks',
  apply: 'build',
  transform(code, id) {
    if (isSingle || id !== entry) return null
    return { code: `${code}\nexport { chunkUrl } from ${JSON.stringify(chunkUrlModule)}\n`, map: null }
  },
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const hash = hashOf(chunks)
      const nameOf = (fileName) =>
        fileName === entryFile ? entryFile : fileName.replace(/\.js$/, `-${hash}.js`)
      const outputs = await Promise.all(chunks.map((chunk) => toAmd(chunk, { hash, nameOf, isSingle })))
      for (const chunk of chunks) delete bundle[chunk.fileName]
      chunks.forEach((chunk, index) => {
        this.emitFile({ type: 'asset', fileName: nameOf(chunk.fileName), source: outputs[index] })
      })
    },
  },
})

const hashOf = (chunks) => {
  const sources = chunks.map((chunk) => `${chunk.fileName}\n${chunk.code}`).sort()
  return createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 8)
}

const toAmd = async (chunk, { hash, nameOf, isSingle }) => {
  const isEntry = chunk.fileName === entryFile
  const coreId = `sales-analytics/core-${hash}`
  const hasLoader = isEntry && !isSingle
  const modules = {
    '\0chunk': withLoader(chunk.code, hasLoader ? '\0loader' : './script.js', nameOf),
    '\0loader': readFileSync(loaderPath, 'utf8').replaceAll('__CORE_ID__', coreId),
    '\0entry': `export { default } from '\0chunk'\n`,
    '\0core': `export * from '\0chunk'\nexport { loadChunk } from '\0loader'\n`,
  }
  const bundle = await rollup({
    input: isEntry ? '\0entry' : '\0chunk',
    treeshake: false,
    onwarn: () => undefined,
    plugins: [
      {
        name: 'one-chunk',
        resolveId: (source) =>
          source in modules ? source : { id: source.replace(/^\.\//, 'chunk:'), external: true },
        load: (id) => modules[id],
      },
    ],
  })
  const { output } = await bundle.generate({
    format: 'amd',
    amd: { forceJsExtensionForImports: true },
    exports: isEntry ? 'default' : 'named',
    interop: 'default',
    esModule: false,
    freeze: false,
    generatedCode: 'es2015',
    banner: licenceNotice(Object.keys(chunk.modules)),
    paths: (id) => {
      if (id === 'chunk:script.js') return coreId
      return id.startsWith('chunk:') ? `./${nameOf(id.slice('chunk:'.length))}` : id
    },
  })
  await bundle.close()
  return output[0].code
}

/** Writes `loadChunk('x-HASH.js')` where the ES chunk has `import('./x.js')`. */
const withLoader = (code, loaderId, nameOf) => {
  const found = dynamicImports(parseAst(code)).sort((one, other) => other.start - one.start)
  if (found.length === 0) return code
  let text = code
  for (const node of found) {
    const file = nameOf(node.source.value.replace(/^\.\//, ''))
    text = `${text.slice(0, node.start)}loadChunk(${JSON.stringify(file)})${text.slice(node.end)}`
  }
  return `import { loadChunk } from ${JSON.stringify(loaderId)}\n${text}`
}

const dynamicImports = (node) => {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(dynamicImports)
  const below = Object.values(node).flatMap(dynamicImports)
  return node.type === 'ImportExpression' && node.source.type === 'Literal' ? [node, ...below] : below
}
