import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { AccountFile } from '../../../host/account/accountFile'
import { openHost, type OpenedHost } from '../../host/page/support/openHost'
import { poll } from './poll'

const folderOf = (code: string): string =>
  fileURLToPath(new URL(`../../fixtures/widgets/${code}`, import.meta.url))

/** The local CRM with sample widgets of tests/fixtures/widgets, installed with `settings`. */
export const openSamples = (
  codes: readonly string[],
  account: AccountFile = {},
  settings: Readonly<Record<string, unknown>> = {},
): Promise<OpenedHost> =>
  openHost([], {
    folders: Object.fromEntries(codes.map((code) => [code, folderOf(code)])),
    account: {
      ...account,
      widgets: codes.map((code) => ({ code, installed: true, active: true, settings })),
    },
  })

/** What a sample widget has told of itself so far. */
export const seenBy = <T = Record<string, unknown>>(page: Page, code: string): Promise<T> =>
  page.evaluate(
    (name) => (window as unknown as { samples?: Record<string, unknown> }).samples?.[name] as never,
    code,
  )

/** Waits until a sample widget has told this of itself. */
export const expectSeen = async (page: Page, code: string, facts: Record<string, unknown>): Promise<void> => {
  await poll(async () => {
    const seen = await seenBy(page, code)
    return Object.fromEntries(Object.keys(facts).map((key) => [key, seen?.[key]]))
  }).toEqual(facts)
}
