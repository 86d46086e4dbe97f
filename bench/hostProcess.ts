import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createApp } from '../host/createApp'
import { createLargeAccount } from '../host/seeds/createLargeAccount'
import type { CrmOptions } from './browser/crmOptions'

/** The local CRM with a large account in a process of its own; `process.argv[2]` is `CrmOptions` as JSON. Tells its port, and ends with its parent. */
const { sizes, ...crm } = JSON.parse(process.argv[2] ?? '{}') as CrmOptions
const { file, sources } = createLargeAccount({ seed: 1, ...sizes })
const { app, store } = createApp({ account: file, sources, ...crm })
store.prepare()
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.on('disconnect', () => process.exit(0))
