import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rollup } from 'rollup'
import { parseAst } from 'rollup/parseAst'
import { licenceNotice } from './licenceNotice.mjs'

const loaderPath = new URL('./chunkLoader.js', import.meta.url)
const entryFile = 'script.js'
const loaderFile = 'loader.js'

/**
 * A vite plugin that turns the ES chunks of the build into AMD modules, which is what the RequireJS of the CRM's page understands (rolldown
 * itself has no AMD output).
 *
 * - script.js keeps one anonymous `define` and exports the constructor itself, because the CRM skips anything else.
 * - What script.js needs at once is put into it: it asks the page for nothing but the CRM's own modules.
 * - A lazily loaded chunk gets the build's hash into its name (the CRM puts `?v=` on script.js only), and what it shares with script.js
 *   through the modules that chunkLoader.js registers: asking for `./script.js` would load a second copy, whose address has no `?v=`.
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
      const names = createNames(chunks)
      const lazy = chunks.filter(({ fileName }) => !names.isInEntry(fileName))
      const inEntry = chunks.filter(({ fileName }) => names.isInEntry(fileName))
      const outputs = new Map([[entryFile, await entryToAmd(inEntry, names)]])
      for (const chunk of lazy) outputs.set(names.file(chunk.fileName), await chunkToAmd(chunk, names))
      for (const chunk of chunks) delete bundle[chunk.fileName]
      for (const [fileName, source] of outputs) this.emitFile({ type: 'asset', fileName, source })
    },
  },
})

/** How the parts of the build are called in the archive and, once loaded, among AMD modules. */
const createNames = (chunks) => {
  const hash = hashOf(chunks)
  // A few lines of the bundler's own, for whichever chunk needs them: not worth a file.
  const helpers = chunks.map(({ fileName }) => fileName).filter((name) => name.startsWith('rolldown-runtime'))
  const inEntry = new Set([entryFile, ...helpers])
  for (const fileName of inEntry) {
    const { imports } = chunks.find((chunk) => chunk.fileName === fileName)
    for (const other of imports) if (chunks.some((chunk) => chunk.fileName === other)) inEntry.add(other)
  }
  return {
    isInEntry: (fileName) => inEntry.has(fileName),
    file: (fileName) => fileName.replace(/\.js$/, `-${hash}.js`),
    /** The lazily loaded files that a chunk cannot do without, itself first: asked for one after another they would come late. */
    filesWith(fileName) {
      const wanted = new Set([fileName])
      for (const one of wanted) {
        const { imports } = chunks.find((chunk) => chunk.fileName === one)
        for (const other of imports)
          if (!inEntry.has(other) && chunks.some((chunk) => chunk.fileName === other)) wanted.add(other)
      }
      return [...wanted].map((one) => this.file(one))
    },
    moduleId: (fileName) => `sales-analytics/${fileName.replace(/\.js$/, '')}-${hash}`,
  }
}

const hashOf = (chunks) => {
  const sources = chunks.map((chunk) => `${chunk.fileName}\n${chunk.code}`).sort()
  return createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 8)
}

/** script.js: the entry's chunk with all that it imports, and the loader if anything is loaded later. */
const entryToAmd = (chunks, names) => {
  const shared = chunks.map(({ fileName }) => [fileName, names.moduleId(fileName)])
  const sources = new Map(
    chunks.map(({ fileName, code }) => [fileName, withLoader(code, `./${loaderFile}`, names)]),
  )
  sources.set(loaderFile, loaderSource([...shared, [loaderFile, names.moduleId(loaderFile)]]))
  return toAmd({
    input: `export { default } from './${entryFile}'`,
    sources,
    exports: 'default',
    banner: licenceNotice(chunks.flatMap(({ modules }) => Object.keys(modules))),
    moduleId: (id) => id,
  })
}

const chunkToAmd = (chunk, names) =>
  toAmd({
    input: withLoader(chunk.code, `./${loaderFile}`, names),
    sources: new Map(),
    exports: 'named',
    banner: licenceNotice(Object.keys(chunk.modules)),
    moduleId: (id) => {
      if (!id.startsWith('./')) return id
      const fileName = id.slice('./'.length)
      const isShared = fileName === loaderFile || names.isInEntry(fileName)
      return isShared ? names.moduleId(fileName) : `./${names.file(fileName)}`
    },
  })

const toAmd = async ({ input, sources, exports, banner, moduleId }) => {
  const inside = (source) => sources.has(source.replace(/^\.\//, ''))
  const bundle = await rollup({
    input: '\0input',
    treeshake: false,
    onwarn: () => undefined,
    plugins: [
      {
        name: 'parts-of-the-build',
        resolveId: (source) => {
          if (source === '\0input') return source
          // Without the dots rollup takes the name for that of a package and leaves it as it is.
          return inside(source) ? source : { id: source.replace(/^\.\//, 'chunk:'), external: true }
        },
        load: (id) => (id === '\0input' ? input : sources.get(id.replace(/^\.\//, ''))),
      },
    ],
  })
  const { output } = await bundle.generate({
    format: 'amd',
    amd: { forceJsExtensionForImports: true },
    exports,
    interop: 'default',
    esModule: false,
    freeze: false,
    generatedCode: 'es2015',
    banner,
    paths: (id) => moduleId(id.replace(/^chunk:/, './')),
  })
  await bundle.close()
  return withPlainSigns(withHeadInLines(output[0].code))
}

/**
 * Signs that are no letters, such as spaces and dashes of all widths, are written as their numbers: they can be told apart by who reads the
 * archive, and a file that is left without others takes the browser half the memory.
 */
const withPlainSigns = (code) =>
  code.replace(
    /[\u0080-\u03ff\u0500-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** A part that needs many others has a `define` that is too long for one line to be read. */
const withHeadInLines = (code) =>
  code.replace(/^define\(\[([^\]]*)\], \(function \(([^)]*)\) \{/m, (head, files, names) =>
    head.length <= 120 ? head : `define([\n${listed(files)}\n], (function (\n${listed(names)}\n) {`,
  )

const listed = (items) => items.replace(/^|, /g, (comma) => `${comma === '' ? '' : ',\n'}  `)

/** The loader with the list of what it registers: `[file of the build, id of the AMD module]`. */
const loaderSource = (shared) => {
  const imports = shared.map(([fileName], index) => `import * as part${index} from './${fileName}'`)
  const parts = shared.map(([, moduleId], index) => `[${JSON.stringify(moduleId)}, part${index}]`)
  const [head, body] = readFileSync(loaderPath, 'utf8').split('const sharedParts = () => []')
  return `${imports.join('\n')}\n${head}const sharedParts = () => [${parts.join(', ')}]${body}`
}

/** Writes `loadChunk('x-HASH.js', 'what-it-needs-HASH.js')` where the ES chunk has `import('./x.js')`. */
const withLoader = (code, loaderId, names) => {
  const found = dynamicImports(parseAst(code)).sort((one, other) => other.start - one.start)
  if (found.length === 0) return code
  let text = code
  for (const node of found) {
    const files = names.filesWith(node.source.value.replace(/^\.\//, '')).map((file) => JSON.stringify(file))
    text = `${text.slice(0, node.start)}loadChunk(${files.join(', ')})${text.slice(node.end)}`
  }
  return `import { loadChunk } from ${JSON.stringify(loaderId)}\n${text}`
}

const dynamicImports = (node) => {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(dynamicImports)
  const below = Object.values(node).flatMap(dynamicImports)
  return node.type === 'ImportExpression' && node.source.type === 'Literal' ? [node, ...below] : below
}
