import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import type { CrmOptions } from './crmOptions'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A request of the API as the local CRM logged it; `at`: milliseconds since 1970 of its arrival. */
export interface LoggedCall {
  readonly at: number
  readonly method: string
  /** Decoded, with the query. */
  readonly path: string
  readonly status: number
}

/** A local CRM with a large account in its own process, and the built widget in it. */
export interface LargeCrm {
  readonly url: string
  /** Calls of the API since the last `clearLog`, by arrival; the log keeps the last 10,000. */
  readonly calls: () => Promise<readonly LoggedCall[]>
  readonly clearLog: () => Promise<void>
  readonly switchWidget: (isOn: boolean) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts it with the widget on: rate as the CRM's, preview asked, only what changed is written. */
export const openLargeCrm = async (
  options: Omit<CrmOptions, 'archive' | 'pageFolder'>,
): Promise<LargeCrm> => {
  const folder = await mkdtemp(join(tmpdir(), 'sales-analytics-bench-'))
  // A copy: whoever builds meanwhile changes nothing here.
  await cp(join(root, 'dist'), folder, { recursive: true })
  const given: CrmOptions = {
    ...options,
    archive: join(folder, 'widget'),
    pageFolder: join(folder, 'host-page'),
  }
  const child = fork(fileURLToPath(new URL('../hostProcess.ts', import.meta.url)), [JSON.stringify(given)], {
    cwd: root,
    execArgv: ['--import', 'tsx'],
  })
  const [port] = (await once(child, 'message')) as [number]
  const url = `http://127.0.0.1:${port}`
  const send = async (method: string, path: string, body?: URLSearchParams): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: { Cookie: 'session_id=bench' },
      ...(body === undefined ? {} : { body }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const switchWidget = async (isOn: boolean): Promise<void> => {
    const custom = formatSettings({
      ...defaultSettings,
      rate: options.rate,
      preview: 'ask',
      write: 'changed',
    })
    const form = new URLSearchParams({ action: 'edit', code: 'sales_analytics', 'settings[custom]': custom })
    form.set('widget_active', isOn ? 'Y' : 'N')
    await send('POST', '/ajax/widgets/edit', form)
  }
  for (const code of Object.keys(options.widgets ?? {})) {
    const form = new URLSearchParams({ action: 'edit', code, widget_active: 'Y' })
    await send('POST', '/ajax/widgets/edit', form)
  }
  await switchWidget(true)
  return {
    url,
    async calls() {
      const { list } = (await send('GET', '/__host/requests')) as { list: LoggedCall[] }
      return list.filter(({ path }) => path.startsWith('/api/')).sort((one, other) => one.at - other.at)
    },
    async clearLog() {
      await send('DELETE', '/__host/requests')
    },
    switchWidget,
    async close() {
      child.disconnect()
      if (child.exitCode === null) await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
