/**
 * The local CRM with hot reload: `npm run dev -- [options of npm start]`. A change of the widget is built and put into the open pages without
 * a reload of the page; a change of the CRM's page reloads it; a change of the CRM's server starts it anew.
 */
import { createServer } from 'node:net'
import { setUp } from './setup.mjs'

const say = (line) => console.log(line)

if (setUp({ say })) await develop()
else process.exitCode = 1

async function develop() {
  const { buildPage, buildStale } = await import('./build/buildStale.mjs')
  const { buildWidget } = await import('./build/buildWidget.mjs')
  const { createDevProxy } = await import('./dev/devProxy.mjs')
  const { watchSources } = await import('./dev/watchSources.mjs')
  const { runHost } = await import('./runHost.mjs')
  const { args, port } = readArguments(process.argv.slice(2))
  await buildStale(say)
  const hostPort = await findFreePort()
  let isEnding = false
  let host = startHost()
  const proxy = createDevProxy({ hostPort })
  proxy.listen(port, '127.0.0.1', () => say(`Hot reload: open http://127.0.0.1:${port}/`))

  const rebuild = {
    widget: async () => {
      await buildWidget()
      proxy.tell('widget')
    },
    page: async () => {
      await buildPage()
      proxy.tell('page')
    },
    server: async () => {
      const old = host
      const ended = new Promise((resolve) => old.once('exit', resolve))
      old.kill('SIGTERM')
      await ended
      host = startHost()
      proxy.tell('page')
    },
  }
  const stopWatching = watchSources(async (parts) => {
    for (const part of parts) {
      const startedAt = Date.now()
      try {
        await rebuild[part]()
        say(`Hot reload: ${part} in ${Date.now() - startedAt} ms`)
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
      }
    }
  })
  const end = () => {
    isEnding = true
    stopWatching()
    proxy.close()
    proxy.closeAllConnections()
    host.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)

  function startHost() {
    const child = runHost([...args, '--port', String(hostPort)], ['inherit', 'pipe', 'inherit'])
    // What the local CRM says of its address is true of the server in front of it.
    child.stdout.on('data', (text) =>
      process.stdout.write(String(text).replaceAll(`:${hostPort}`, `:${port}`)),
    )
    child.on('exit', (code) => {
      if (isEnding || child === host) process.exitCode = code ?? 0
      if (!isEnding && child === host && code) end()
    })
    return child
  }
}

/** `--port` is the proxy's; everything else goes to the local CRM. */
function readArguments(given) {
  const at = given.findIndex((argument) => argument === '--port' || argument.startsWith('--port='))
  if (at === -1) return { args: given, port: 8080 }
  const isSplit = given[at] === '--port'
  const port = Number(isSplit ? given[at + 1] : given[at].slice('--port='.length))
  return { args: given.toSpliced(at, isSplit ? 2 : 1), port }
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
