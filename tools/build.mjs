/**
 * Builds the archive: `node tools/build.mjs` → dist/widget/ and dist/widget.zip; `--single` puts all code into script.js;
 * `--release [FILE]` → dist/release/, with what release.json (or FILE) says of support, privacy policy, price and tariff.
 */
import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { readRelease } from './build/release.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const options = process.argv.slice(2)
if (options.includes('--single')) process.env['SALES_ANALYTICS_SINGLE'] = '1'

const { buildWidget } = await import('./build/buildWidget.mjs')
try {
  const { folder, zip, files } = await buildWidget(
    options.includes('--release') ? { release: readRelease(releaseFile()) } : {},
  )
  const script = kib(gzipSync(readFileSync(`${folder}/script.js`)).length)
  const [unpacked, packed] = [folder, zip].map((path) => relative(root, path))
  console.log(`${unpacked}: ${files} files, script.js ${script} gzip; ${packed}: ${kib(statSync(zip).size)}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function releaseFile() {
  const given = options[options.indexOf('--release') + 1]
  return given === undefined || given.startsWith('--') ? `${root}release.json` : given
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`
}
