/** Starts the local CRM with the widget in it: `npm start -- [options]`. The options are those of host/main.ts. */
import { setUp } from './setup.mjs'

const say = (line) => console.log(line)

if (setUp({ say })) await start()
else process.exitCode = 1

async function start() {
  const { buildStale } = await import('./build/buildStale.mjs')
  const { endWith, runHost } = await import('./runHost.mjs')
  try {
    if (!process.argv.includes('--help')) await buildStale(say)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
    return
  }
  endWith(runHost(process.argv.slice(2)))
}
