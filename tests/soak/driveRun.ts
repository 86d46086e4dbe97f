import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright-core'
import { begin, type Choice, decide, openRun, runWindow } from '../archive/support/runSteps'
import { followRun, type RunPhase } from './runPhase'

export type ActivePhase = Exclude<RunPhase, 'report'>

export interface DrivenRun {
  readonly seconds: Readonly<Record<ActivePhase, number>>
  /** What the run said whenever it asked for help. */
  readonly pauses: readonly string[]
}

export interface Driver {
  readonly choice: Choice
  /** After the start window is open and before «Начать». */
  readonly beforeStart: () => Promise<void>
  /** While the preview is open. */
  readonly inPreview: () => Promise<void>
  /** Right before the answer to it. */
  readonly beforeAnswer: () => void
}

/** Milliseconds after which a run that does not end is a failure. */
const longestRun = 20 * 60_000

/**
 * Drives a whole run as a user does who clicks «Начать» and «Записать», and nothing else unless the run asks for help.
 * @throws where it fails, or does not end in 20 minutes
 */
export const driveRun = async (page: Page, driver: Driver): Promise<DrivenRun> => {
  const pauses: string[] = []
  const dialog = await openRun(page)
  await driver.beforeStart()
  const startedAt = performance.now()
  await begin(dialog)
  await reach(page, 'preview', pauses)
  const readAt = performance.now()
  await driver.inPreview()
  driver.beforeAnswer()
  const answeredAt = performance.now()
  await decide(runWindow(page), driver.choice)
  await reach(page, 'report', pauses)
  return {
    seconds: {
      reading: secondsBetween(startedAt, readAt),
      preview: secondsBetween(readAt, answeredAt),
      writing: secondsBetween(answeredAt, performance.now()),
    },
    pauses,
  }
}

const reach = (page: Page, wanted: RunPhase, pauses: string[]): Promise<RunPhase> =>
  followRun(page, {
    isWanted: (phase) => phase === wanted,
    longest: longestRun,
    async help(_phase, said) {
      const goOn = page.getByRole('button', { name: 'Продолжить', exact: true })
      if ((await goOn.count()) === 0) return
      pauses.push(`${new Date().toISOString()} ${said}`)
      await goOn.click()
    },
  })

const secondsBetween = (from: number, to: number): number => Math.round((to - from) / 100) / 10
