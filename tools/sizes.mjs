/** Size limits of the built archive: `node tools/sizes.mjs` prints each file's size and fails above a limit. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const builtFolder = fileURLToPath(new URL('../dist/widget/', import.meta.url))
const kib = 1024

/** Limits after gzip, in bytes; the first pattern that fits a file's name decides. */
const limits = [
  [/^script\.js$/, 25 * kib],
  [/^style\.css$/, 12 * kib],
  [/pdf.*\.js$/i, 250 * kib],
  [/\.js$/, 120 * kib],
]

/**
 * @param {string} [folder] a built archive, unpacked
 * @returns {{ file: string, size: number, limit: number }[]} code and styles with their size after gzip and their limit, in bytes
 */
export const measureSizes = (folder = builtFolder) =>
  readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const limit = limits.find(([pattern]) => pattern.test(file))?.[1]
      if (limit === undefined) return []
      return [{ file, size: gzipSync(readFileSync(join(folder, file))).length, limit }]
    })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, size, limit } of measureSizes()) {
    const isOver = size > limit
    const verdict = isOver ? 'TOO BIG' : 'ok'
    console.log(
      `${file.padEnd(32)} ${(size / kib).toFixed(1).padStart(7)} KiB of ${limit / kib} KiB  ${verdict}`,
    )
    if (isOver) process.exitCode = 1
  }
}
