import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { serve } from '@hono/node-server'
import type { AccountFile, LargeAccount } from './account/accountFile'
import { createApp } from './createApp'
import { type AccountName, openAccount } from './openAccount'
import { type MainOptions, readOptions, USAGE, UsageError } from './readOptions'
import { withFullPaths } from './readWidgets'

/** Ms that an idle connection is kept: nginx, behind which the CRM stands, keeps it as long. */
const keepAliveTimeout = 75_000
/** A range of ids as the CRM gives them. */
const ACCOUNT_IDS = [32_000_000, 99_999_999] as const
const BUILT_IN: readonly string[] = ['demo', 'empty', 'large'] satisfies AccountName[]

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options === null) {
    console.log(USAGE)
    return
  }
  const { file, sources } = await readAccount(options)
  const { app, store, context } = createApp({
    ...options.host,
    // What a browser keeps of one account is never taken for another's that has the same records.
    createAccountId: () => randomInt(...ACCOUNT_IDS),
    account: file,
    sources,
    archive: options.archive,
    widgets: options.widgets,
  })
  for (const { code } of store.widgets)
    for (const warning of context.archives.warnings(code)) console.warn(`Виджет ${code}: ${warning}`)
  if (options.account === 'large') store.prepare()
  const server = serve(
    { fetch: app.fetch, port: options.port, hostname: '127.0.0.1', serverOptions: { keepAliveTimeout } },
    ({ port }) => console.log(greeting(`http://localhost:${port}`)),
  )
  server.on('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE'
    fail(isTaken ? `Порт ${options.port} занят. Возьмите другой: npm start -- --port 8081` : error.message)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
}

async function readAccount(options: MainOptions): Promise<LargeAccount> {
  const { account, sizes, host } = options
  if (BUILT_IN.includes(account))
    return openAccount(account as AccountName, sizes, host.now ?? Math.floor(Date.now() / 1000))
  let text: string
  try {
    text = await readFile(account, 'utf8')
  } catch {
    throw new Error(`--account: файл «${account}» не читается. Есть готовые: ${BUILT_IN.join(', ')}`)
  }
  return { file: withFullPaths(parseAccount(text, account), account), sources: {} }
}

function parseAccount(text: string, name: string): AccountFile {
  try {
    return JSON.parse(text) as AccountFile
  } catch (error) {
    throw new Error(`${name}: это не JSON`, { cause: error })
  }
}

function greeting(address: string): string {
  return `
Локальная CRM: ${address}

Попробуйте:
  1. ${address}/contacts/list/contacts/  меню «…» рядом с «Добавить»: «Аналитика продаж. Заполнение полей»
  2. ${address}/settings/widgets/  настройки виджета «Аналитика продаж»
  3. ${address}/__host/  пользователь, скорость, фильтры, сбои, другой аккаунт
`
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  fail(error instanceof UsageError ? `${message}\n\n${USAGE}` : message)
})
