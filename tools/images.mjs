/** Draws the five logos of the archive from images/source/logo.svg: `node tools/images.mjs`. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { logos } from './build/archiveFiles.mjs'
import { openBrowser } from './openBrowser.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const mark = readFileSync(`${root}images/source/logo.svg`, 'utf8')

/** The mark alone: pictures are the same in every language, and the marketplace wants no foreign words on them. */
const layouts = {
  'images/logo.png': { mark: 84 },
  'images/logo_main.png': { mark: 190 },
  'images/logo_medium.png': { mark: 74 },
  // It stands on the card's own column, which is dark in the CRM's dark scheme.
  'images/logo_min.png': { mark: 76, isTransparent: true },
  'images/logo_small.png': { mark: 96 },
}

const page = (path, [width, height]) => `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; width: ${width}px; height: ${height}px; background: ${layouts[path].isTransparent ? 'transparent' : '#fff'}; display: grid; place-items: center; }
    svg { width: ${layouts[path].mark}px; height: ${layouts[path].mark}px; display: block; }
  </style>${mark}`

const browser = await openBrowser()
try {
  for (const [path, size] of Object.entries(logos)) {
    const [width, height] = size
    const view = await browser.newPage({ viewport: { width, height } })
    await view.setContent(page(path, size))
    await view.screenshot({ path: `${root}${path}`, omitBackground: layouts[path].isTransparent === true })
    await view.close()
    console.log(`${path} ${width}×${height}`)
  }
} finally {
  await browser.close()
}
