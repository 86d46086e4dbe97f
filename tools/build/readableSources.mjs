import { fileURLToPath } from 'node:url'

const inPackages = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))

/** Packages whose published builds are minified, with the sources that they publish beside them. */
const sources = {
  preact: inPackages('preact/src/index.js'),
  'preact/hooks': inPackages('preact/hooks/src/index.js'),
  'preact/jsx-runtime': inPackages('preact/jsx-runtime/src/index.js'),
  '@preact/signals': inPackages('@preact/signals/src/index.ts'),
  '@preact/signals-core': inPackages('@preact/signals-core/src/index.ts'),
}

/**
 * @preact/signals reaches into preact by the short names that preact's own build gives its properties. Here preact is built from its sources,
 * where the properties still have their long names.
 */
const longNames = {
  'internal.ts': [
    ['HOOK = "__h"', 'HOOK = "_hook"'],
    ['DIFF = "__b"', 'DIFF = "_diff"'],
    ['RENDER = "__r"', 'RENDER = "_render"'],
    ['CATCH_ERROR = "__e"', 'CATCH_ERROR = "_catchError"'],
  ],
  'index.ts': [
    [/\.__v\b/g, '._vnode'],
    [/\.__c\b/g, '._component'],
    [/\.__e\b/g, '._dom'],
    [/\.__f\b/g, '._hasScuFromHooks'],
    [/\.__(?!\w)/g, '._parent'],
    [/\b__b: \{/, '_depth: {'],
  ],
}

/** Names of two underscores that are no short names: of signals itself, of the suspense that is not bundled, of tools. */
const known = /\b__(np|R|source|PREACT_SIGNALS_DEVTOOLS__|INLINE__?)(?!\w)/g

/**
 * A vite plugin that bundles these packages from their sources, so that the archive holds no minified code, and each of them once.
 *
 * @returns {import('vite').Plugin}
 */
export const readableSources = () => ({
  name: 'sales-analytics:readable-sources',
  enforce: 'pre',
  resolveId: (source) => sources[source] ?? null,
  transform(code, id) {
    const file = /@preact[\\/]signals[\\/]src[\\/](\w+\.ts)$/.exec(id)?.[1]
    return file === undefined ? null : { code: withLongNames(code, file), map: null }
  },
})

/**
 * @param {string} code a source of @preact/signals
 * @param {string} file its name
 * @throws when the source has short names that are not known here: another version has come
 */
export const withLongNames = (code, file) => {
  let text = code
  for (const [short, long] of longNames[file] ?? []) {
    const next = text.replace(short, long)
    if (next === text) throw new Error(`@preact/signals/src/${file} no longer has ${short}`)
    text = next
  }
  if (file === 'index.ts') {
    const left = text.replace(known, '').match(/\b__\w*/g)
    if (left !== null)
      throw new Error(`@preact/signals/src/${file} has unknown short names: ${left.join(', ')}`)
  }
  return text
}
