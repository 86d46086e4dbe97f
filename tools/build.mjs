/** Builds the archive: `node tools/build.mjs` → dist/widget/ and dist/widget.zip; `--single` puts all code into script.js. */
import { readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

if (process.argv.includes('--single')) process.env['SALES_ANALYTICS_SINGLE'] = '1'

const { buildWidget } = await import('./build/buildWidget.mjs')
try {
  const { folder, zip, files } = await buildWidget()
  const script = kib(gzipSync(readFileSync(`${folder}/script.js`)).length)
  console.log(
    `dist/widget: ${files} files, script.js ${script} gzip; dist/widget.zip: ${kib(statSync(zip).size)}`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`
}
