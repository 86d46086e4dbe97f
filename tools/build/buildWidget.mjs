import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { archiveFiles } from './archiveFiles.mjs'
import { releaseManifest, releaseTexts } from './release.mjs'
import { supportOnly } from './supportOnly.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Zip keeps times to two seconds and without a zone: one fixed time makes equal sources give equal archives. */
const zipTime = new Date(2020, 0, 1)

/**
 * Builds the widget: `dist/widget/` as the CRM would unpack it, and `dist/widget.zip`. The folder is replaced when everything is there, so
 * that whoever serves it never serves half a build.
 *
 * @param {{ logLevel?: 'info' | 'warn', release?: import('./release.mjs').Release }} [options] a release goes to `dist/release/` instead, for
 * Kommo with the icon that its form asks for
 * @returns {Promise<{ folder: string, zip: string, files: number }>}
 */
export const buildWidget = async ({ logLevel = 'warn', release } = {}) => {
  const { build } = await import('vite')
  const built = join(root, release === undefined ? 'dist' : 'dist/release')
  const target = join(built, 'widget')
  const next = `${target}-next-${process.pid}`
  const manifest = withRelease('manifest.json', release)
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel,
      plugins: [supportOnly(join(root, 'manifest.json'), manifest.widget.support)],
      build: { outDir: next },
    })
    await buildTick(next, logLevel)
    copyFiles(next, release)
    rmSync(target, { recursive: true, force: true })
    renameSync(next, target)
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
  rmSync(join(built, 'icon.svg'), { force: true })
  if (release?.market === 'kommo') copyFileSync(join(root, 'images/source/icon.svg'), join(built, 'icon.svg'))
  return { folder: target, zip: await packArchive(target), files: listFiles(target).length }
}

const copyFiles = (folder, release) => {
  for (const file of archiveFiles(root)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    if (release !== undefined && file.endsWith('.json'))
      writeFileSync(join(folder, file), `${JSON.stringify(withRelease(file, release), null, 2)}\n`)
    else copyFileSync(join(root, file), join(folder, file))
  }
}

const withRelease = (file, release) => {
  const content = JSON.parse(readFileSync(join(root, file), 'utf8'))
  if (release === undefined) return content
  const language = /^i18n\/(\w+)\.json$/.exec(file)?.[1]
  return language === undefined ? releaseManifest(content, release) : releaseTexts(content, language, release)
}

/** The worker is a plain script of its own: a worker cannot be started from inside an AMD module. */
const buildTick = async (folder, logLevel) => {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      reportCompressedSize: false,
      lib: {
        entry: join(root, 'widget/api/tick.ts'),
        formats: ['iife'],
        name: 'salesAnalyticsTick',
        fileName: () => 'tick.js',
      },
    },
  })
}

const packArchive = async (target) => {
  const { zipSync } = await import('fflate')
  const files = listFiles(target).map((path) => {
    const name = relative(target, path).split(sep).join('/')
    return [name, [readFileSync(path), { mtime: zipTime, level: 9 }]]
  })
  const zip = `${target}.zip`
  writeFileSync(zip, zipSync(Object.fromEntries(files)))
  return zip
}

const listFiles = (folder) =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? listFiles(path) : [path]))
