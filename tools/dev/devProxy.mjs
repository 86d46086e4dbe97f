import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'

const clientPath = new URL('./devClient.js', import.meta.url)
const eventsPath = '/__dev/events'
const scriptPath = '/__dev/client.js'

/**
 * A server in front of the local CRM that adds the hot reload's script to its pages and forbids the browser to keep the widget's files.
 *
 * @param {{ hostPort: number }} options
 * @returns {import('node:http').Server & { tell(event: 'widget' | 'page'): void }} `tell` has the open pages reload the widget, or themselves
 */
export const createDevProxy = ({ hostPort }) => {
  const pages = new Set()
  const server = createServer((incoming, answer) => {
    if (incoming.url === eventsPath) {
      answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      answer.write('retry: 500\n\n')
      pages.add(answer)
      incoming.on('close', () => pages.delete(answer))
    } else if (incoming.url === scriptPath) {
      answer.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
      answer.end(readFileSync(clientPath))
    } else pass(incoming, answer, hostPort)
  })
  return Object.assign(server, {
    tell(event) {
      for (const page of pages) page.write(`data: ${event}\n\n`)
    },
  })
}

const pass = (incoming, answer, hostPort) => {
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' }
  const outgoing = request({
    host: '127.0.0.1',
    port: hostPort,
    method: incoming.method,
    path: incoming.url,
    headers,
  })
  outgoing.on('response', (response) => {
    const isPage = response.headers['content-type']?.startsWith('text/html') ?? false
    const isFile = /^\/(upl|widgets)\//.test(incoming.url)
    const kept = isFile ? { ...response.headers, 'cache-control': 'no-store' } : response.headers
    if (!isPage) {
      answer.writeHead(response.statusCode, kept)
      response.pipe(answer)
      return
    }
    const parts = []
    response.on('data', (part) => parts.push(part))
    response.on('end', () => {
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = kept
      const html = Buffer.concat(parts).toString('utf8')
      answer.writeHead(response.statusCode, rest)
      answer.end(html.replace('</body>', `<script src="${scriptPath}"></script></body>`))
    })
  })
  outgoing.on('error', () => {
    answer.writeHead(502, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' })
    answer.end('<meta http-equiv="refresh" content="1"><body>The local CRM is starting…</body>')
  })
  incoming.pipe(outgoing)
}
