import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The five logos that the CRM demands, with their sizes in pixels. */
export const logos = {
  'images/logo.png': [130, 100],
  'images/logo_main.png': [400, 272],
  'images/logo_medium.png': [240, 84],
  'images/logo_min.png': [84, 84],
  'images/logo_small.png': [108, 108],
}

/**
 * The files that go into the archive as they stand in the project: the manifest, the texts of each language it names, the logos and the
 * pictures of its tour.
 *
 * @param {string} root the project's folder
 * @returns {string[]} paths relative to `root`
 * @throws when a file that the manifest names is missing
 */
export const archiveFiles = (root) => {
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'))
  const texts = manifest.widget.locale.map((language) => `i18n/${language}.json`)
  const tour = Object.values(manifest.tour.tour_images).flat()
  const files = [
    'manifest.json',
    ...texts,
    ...Object.keys(logos),
    ...tour.map((path) => path.replace(/^\//, '')),
  ]
  const missing = files.filter((file) => !existsSync(join(root, file)))
  if (missing.length > 0) throw new Error(`The manifest names files that are missing: ${missing.join(', ')}`)
  return files
}
