/** Draws the five logos of the archive from images/source/logo.svg: `node tools/images.mjs`. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { logos } from './build/archiveFiles.mjs'
import { openBrowser } from './openBrowser.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const mark = readFileSync(`${root}images/source/logo.svg`, 'utf8')

const fontFace = ['cyrillic', 'latin']
  .map((subset) => {
    const file = readFileSync(
      `${root}node_modules/@fontsource/pt-sans/files/pt-sans-${subset}-700-normal.woff2`,
    )
    const range = subset === 'cyrillic' ? 'U+0400-04FF' : 'U+0000-00FF'
    return `@font-face { font-family: 'PT Sans'; font-weight: 700; unicode-range: ${range}; src: url(data:font/woff2;base64,${file.toString('base64')}); }`
  })
  .join('\n')

/** The mark alone where the place is nearly square; with the name beside or below it where there is room for both. */
const layouts = {
  'images/logo.png': { mark: 84 },
  'images/logo_main.png': { mark: 140, name: 38, isColumn: true },
  'images/logo_medium.png': { mark: 62, name: 27, lines: ['Аналитика', 'продаж'] },
  'images/logo_min.png': { mark: 76 },
  'images/logo_small.png': { mark: 96 },
}

const page = (path, [width, height]) => {
  const layout = layouts[path]
  const lines = layout.lines ?? ['Аналитика продаж']
  const name = layout.name === undefined ? '' : `<div class="name">${lines.join('<br>')}</div>`
  return `<!doctype html><meta charset="utf-8"><style>${fontFace}
    body { margin: 0; width: ${width}px; height: ${height}px; background: #fff; display: flex; align-items: center; justify-content: center;
      flex-direction: ${layout.isColumn ? 'column' : 'row'}; gap: ${layout.isColumn ? 20 : 14}px; font-family: 'PT Sans', Arial, sans-serif; }
    svg { width: ${layout.mark}px; height: ${layout.mark}px; flex: none; display: block; }
    .name { font-size: ${layout.name}px; line-height: 1.1; font-weight: 700; color: #1b2a4a; }
  </style>${mark}${name}`
}

const browser = await openBrowser()
try {
  for (const [path, size] of Object.entries(logos)) {
    const [width, height] = size
    const view = await browser.newPage({ viewport: { width, height } })
    await view.setContent(page(path, size))
    await view.evaluate('document.fonts.ready')
    await view.screenshot({ path: `${root}${path}` })
    await view.close()
    console.log(`${path} ${width}×${height}`)
  }
} finally {
  await browser.close()
}
