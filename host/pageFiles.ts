import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { Hono } from 'hono'

export interface PageFilesOptions {
  /** Folder of the built page: `page.js`, `page.css`. */
  pageFolder: string
  /** Code of a widget → folder of its unpacked archive. */
  widgetFolders: Readonly<Record<string, string>>
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
}

const require = createRequire(import.meta.url)

/**
 * The files of the page: its shell for every address of a page, its script and styles, RequireJS, jQuery 2.1.3,
 * underscore 1.9.1, the fonts, and the widgets' archives under `/upl/<code>/widget/`. To be mounted last.
 */
export function createPageFiles({ pageFolder, widgetFolders }: PageFilesOptions): Hono {
  const routes = new Hono()
  const folders: Readonly<Record<string, string>> = {
    'pt-sans': fontFolder(require.resolve('@fontsource/pt-sans/package.json')),
    'pt-sans-caption': fontFolder(require.resolve('@fontsource/pt-sans-caption/package.json')),
  }
  const scripts: Readonly<Record<string, string>> = {
    'require.js': require.resolve('requirejs/require.js'),
    'jquery.js': require.resolve('jquery/dist/jquery.js'),
    'underscore.js': require.resolve('underscore/underscore.js'),
  }
  routes.get('/frontend/build/templates.js', () => send('define([], function () { return {} })', '.js'))
  routes.get('/frontend/lib/:name', (c) => sendFile(scripts[c.req.param('name')] ?? ''))
  routes.get('/frontend/fonts/:family/:name', (c) =>
    sendInside(folders[c.req.param('family')], c.req.param('name')),
  )
  routes.get('/frontend/:name', (c) => sendInside(pageFolder, c.req.param('name')))
  routes.get('/upl/:code/widget/*', (c) => {
    const code = c.req.param('code')
    return sendInside(widgetFolders[code], c.req.path.slice(`/upl/${code}/widget/`.length))
  })
  routes.get('/favicon.ico', (c) => c.body(null, 204))
  routes.get('/', (c) => c.redirect('/contacts/list/contacts/'))
  routes.get('*', (c) => {
    const isPage =
      /^\/(contacts|companies|leads|customers|dashboard|stats|settings|widget_page|todo|mail|catalogs|events)(\/|$)/.test(
        c.req.path,
      )
    return isPage ? send(shell, '.html') : c.notFound()
  })
  return routes
}

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
  return content === null
    ? new Response('Not Found', { status: 404 })
    : send(new Uint8Array(content), extname(path))
}

function send(content: string | Uint8Array<ArrayBuffer>, extension: string): Response {
  const type = types[extension] ?? 'text/html; charset=utf-8'
  return new Response(content, { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } })
}
