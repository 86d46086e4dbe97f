import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { poll } from './poll'

/** Waits until this browser holds a run that has come so far. */
export const untilStored = (page: Page, phase: 'reading' | 'preview' | 'writing'): Promise<void> =>
  poll(() => page.evaluate(readPhase)).toBe(phase)

/** No page of this browser offers to go on with a run: there is no mark of one, without which nobody looks. */
export const expectNoOffer = async (page: Page): Promise<void> => {
  await poll(() =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('sales-analytics.run.'))),
  ).toEqual([])
  expect(await page.getByText(/^Пересчёт от .* не закончен/).count()).toBe(0)
}

/** Runs in the page: the phase of the run that is stored, null where there is none. */
const readPhase = async (): Promise<string | null> => {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')))
    })
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  const name = names.find((each) => each.startsWith('sales-analytics-'))
  if (name === undefined) return null
  const database = await answer(indexedDB.open(name))
  try {
    const spaces = database.transaction('spaces').objectStore('spaces')
    const stored = (await answer(spaces.get('checkpoint'))) as { header: { phase: string } } | undefined
    return stored?.header.phase ?? null
  } finally {
    database.close()
  }
}
