import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright-core'

export type RunPhase = 'reading' | 'preview' | 'writing' | 'report'

/** How a run is followed. */
interface Following {
  readonly isWanted: (phase: RunPhase) => boolean
  /** Called each time the run says something else before that: helps it on where it asks for help. */
  readonly help: (phase: RunPhase | null, said: string) => Promise<void>
  /** Milliseconds after which a run that has not come there is a failure. */
  readonly longest: number
}

/** Where a run speaks: its window and its indicator. */
const places = '.sales-analytics__run, .sales-analytics__indicator'

/** All that the run says. */
const textOf = async (page: Page): Promise<string> => (await page.locator(places).allTextContents()).join(' ')

/** Null before the run has told anything. Throws with its words when it has failed. */
export const phaseOf = async (page: Page): Promise<RunPhase | null> => phaseIn(await textOf(page))

/**
 * Follows a run until it is in a phase that is wanted, which is given.
 * @throws where it fails, or has not come there in time
 */
export const followRun = async (page: Page, { isWanted, help, longest }: Following): Promise<RunPhase> => {
  const until = performance.now() + longest
  for (;;) {
    const said = await textOf(page)
    const phase = phaseIn(said)
    if (phase !== null && isWanted(phase)) return phase
    await help(phase, said)
    await untilSaysElse(page, said, until - performance.now())
  }
}

/** `longest`: milliseconds, none left below 0. */
const untilSaysElse = async (page: Page, said: string, longest: number): Promise<void> => {
  try {
    await page.waitForFunction(
      ({ selector, before }) =>
        [...document.querySelectorAll(selector)].map((place) => place.textContent).join(' ') !== before,
      { selector: places, before: said },
      { timeout: Math.max(1, longest) },
    )
  } catch (error) {
    throw new Error(`the run never came to what was waited for: ${said}`, { cause: error })
  }
}

const phaseIn = (text: string): RunPhase | null => {
  if (text.includes('Пересчёт остановлен')) throw new Error(text)
  if (/Длительность|Готово:/.test(text)) return 'report'
  if (text.includes('Не получилось')) throw new Error(text)
  if (/Что записать\?|Готово к записи/.test(text)) return 'preview'
  if (/Записано|Проверяем, что изменилось|Запись/.test(text)) return 'writing'
  return /Прочитано|Читается|Чтение/.test(text) ? 'reading' : null
}
