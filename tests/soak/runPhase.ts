import type { Page } from 'playwright-core'

export type RunPhase = 'reading' | 'preview' | 'writing' | 'report'

/** All that the run's window and its indicator say. */
export const textOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.sales-analytics__run, .sales-analytics__indicator')]
      .map((element) => element.textContent)
      .join(' '),
  )

/** Null before the run has told anything. Throws with its words when it has failed. */
export const phaseOf = async (page: Page): Promise<RunPhase | null> => {
  const text = await textOf(page)
  if (text.includes('Пересчёт остановлен')) throw new Error(text)
  if (/Длительность|Готово:/.test(text)) return 'report'
  if (text.includes('Не получилось')) throw new Error(text)
  if (/Что записать\?|Готово к записи/.test(text)) return 'preview'
  if (/Записано|Проверяем, что изменилось|Запись/.test(text)) return 'writing'
  return /Прочитано|Читается|Чтение/.test(text) ? 'reading' : null
}
