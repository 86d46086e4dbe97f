import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { vendorFolders } from './vendorFiles'
import type { ArchiveFiles } from './archives/ArchiveFiles'

export interface PageFilesOptions {
  /** Folder of the built page: `page.js`, `page.css`. */
  pageFolder: string
  /** The files of a widget's archive by the widget's code. */
  widgetFiles: (code: string) => ArchiveFiles | null
}

/** Types by extension, small letters. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.twig': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
}

const require = createRequire(import.meta.url)

/**
 * The files of the page: its shell for every address of a page, its script and styles, RequireJS, jQuery 2.1.3,
 * underscore 1.9.1, the vendor modules' packages, the fonts, and the widgets' archives under `/upl/<code>/widget/`. What
 * looks like a file and is none is not found: a module that the page lacks is an error for who asks. To be mounted last.
 */
export function createPageFiles({ pageFolder, widgetFiles }: PageFilesOptions): Hono {
  const routes = new Hono()
  // Asked each time, sent once: a rebuilt archive is seen at once, and a browser keeps what it has compiled, as it does in the CRM.
  routes.use(etag())
  const folders: Readonly<Record<string, string>> = {
    'pt-sans': fontFolder(require.resolve('@fontsource/pt-sans/package.json')),
    'pt-sans-caption': fontFolder(require.resolve('@fontsource/pt-sans-caption/package.json')),
  }
  const scripts: Readonly<Record<string, string>> = {
    'require.js': require.resolve('requirejs/require.js'),
    'jquery.js': require.resolve('jquery/dist/jquery.js'),
    'underscore.js': require.resolve('underscore/underscore.js'),
  }
  routes.get('/frontend/build/templates.js', () => send(templates, '.js'))
  routes.get('/frontend/lib/:name', (c) => sendFile(scripts[c.req.param('name')] ?? ''))
  routes.get('/frontend/vendor/:package/*', (c) => {
    const name = c.req.param('package')
    const folder = Object.hasOwn(vendorFolders, name) ? vendorFolders[name] : undefined
    return sendInside(folder, c.req.path.slice(`/frontend/vendor/${name}/`.length))
  })
  routes.get('/frontend/fonts/:family/:name', (c) =>
    sendInside(folders[c.req.param('family')], c.req.param('name')),
  )
  routes.get('/frontend/:name', (c) => sendInside(pageFolder, c.req.param('name')))
  routes.get('/upl/:code/widget/*', (c) => {
    const code = c.req.param('code')
    const name = readName(c.req.path.slice(`/upl/${code}/widget/`.length))
    const content = name === null ? null : (widgetFiles(code)?.read(name) ?? null)
    return content === null ? notFound() : send(content, extname(name ?? ''))
  })
  routes.get('/favicon.ico', (c) => c.body(null, 204))
  routes.get('/', (c) => c.redirect('/contacts/list/contacts/'))
  routes.get('*', (c) => {
    const isFile = /\.(js|mjs|css|json|map|twig|html|png|jpe?g|gif|svg|woff2?)$/i.test(c.req.path)
    const isPage =
      !isFile &&
      /^\/(contacts|companies|leads|customers|dashboard|stats|settings|widget_page|todo|mail|catalogs|events)(\/|$)/.test(
        c.req.path,
      )
    return isPage ? send(shell, '.html') : c.notFound()
  })
  return routes
}

/** The page's templates, asked for with each widget: by then its engine is there (HOST). */
const templates = "define(['twigjs'], function () { return {} })"

const shell = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>amoCRM</title>
<link rel="stylesheet" href="/frontend/page.css">
<script defer src="/frontend/lib/require.js"></script>
<script defer src="/frontend/lib/jquery.js"></script>
<script defer src="/frontend/lib/underscore.js"></script>
<script defer src="/frontend/page.js"></script>
</head>
<body></body>
</html>
`

function fontFolder(packageFile: string): string {
  return join(dirname(packageFile), 'files')
}

function sendInside(folder: string | undefined, name: string): Promise<Response> {
  const path = folder === undefined ? '' : normalize(join(folder, name))
  return sendFile(folder !== undefined && path.startsWith(folder + sep) ? path : '')
}

async function sendFile(path: string): Promise<Response> {
  const content = path === '' ? null : await readFile(path).catch(() => null)
  return content === null ? notFound() : send(new Uint8Array(content), extname(path))
}

/** The name of a file as its address spells it; null where the address is no text. */
function readName(address: string): string | null {
  try {
    return decodeURIComponent(address)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function notFound(): Response {
  return new Response('Not Found', { status: 404 })
}

function send(content: string | Uint8Array<ArrayBuffer>, extension: string): Response {
  const type = types[extension.toLowerCase()] ?? 'application/octet-stream'
  return new Response(content, { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } })
}
