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

const root = fileURLToPath(new URL('../../', import.meta.url))
const target = join(root, 'dist/widget')

/** Zip keeps times to two seconds and without a zone: one fixed time makes equal sources give equal archives. */
const zipTime = new Date(2020, 0, 1)

/**
 * Builds the widget: `dist/widget/` as the CRM would unpack it, and `dist/widget.zip`. The folder is replaced when everything is there, so
 * that whoever serves it never serves half a build.
 *
 * @param {{ logLevel?: 'info' | 'warn' }} [options]
 * @returns {Promise<{ folder: string, zip: string, files: number }>}
 */
export const buildWidget = async ({ logLevel = 'warn' } = {}) => {
  const { build } = await import('vite')
  const next = `${target}-next-${process.pid}`
  try {
    await build({ configFile: join(root, 'vite.config.ts'), logLevel, build: { outDir: next } })
    await buildTick(next, logLevel)
    copyFiles(next)
    rmSync(target, { recursive: true, force: true })
    renameSync(next, target)
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
  return { folder: target, zip: await packArchive(), files: listFiles(target).length }
}

const copyFiles = (folder) => {
  for (const file of archiveFiles(root)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    copyFileSync(join(root, file), join(folder, file))
  }
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

const packArchive = async () => {
  const { zipSync } = await import('fflate')
  const files = listFiles(target).map((path) => {
    const name = relative(target, path).split(sep).join('/')
    return [name, [readFileSync(path), { mtime: zipTime, level: 9 }]]
  })
  const zip = join(root, 'dist/widget.zip')
  writeFileSync(zip, zipSync(Object.fromEntries(files)))
  return zip
}

const listFiles = (folder) =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? listFiles(path) : [path]))
