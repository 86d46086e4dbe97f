import type { ReadingProgress, RunSource, RunState, WritingProgress } from '../jobs/runState'
import type { Texts } from '../texts/createTexts'

/** What a run says while it waits for the CRM's session. */
export const sessionKeys = { renewal: 'run.sessionRenewal', signIn: 'run.sessionSignIn' } as const

const readKeys = {
  leads: 'run.readLeads',
  customers: 'run.readCustomers',
  contacts: 'run.readContacts',
  companies: 'run.readCompanies',
} as const

/** `Прочитано сделок: 12 500` */
export const readText = (texts: Texts, source: RunSource, count: number): string =>
  texts.text(readKeys[source], { n: count })

/** `Прочитано сделок: 12 500, осталось около 4 минут`, or `Читается, что изменилось с 12.05.2026 14:00` */
export const readingText = (
  texts: Texts,
  { source, read, secondsLeft, since, again }: ReadingProgress,
): string => {
  if (since !== undefined) return texts.text('run.readChanges', { time: texts.formatDateTime(since) })
  if (again !== undefined)
    return texts.text('run.readAgain', { source: texts.text(`common.${source}`), n: again })
  return withTimeLeft(texts, readText(texts, source, read[source]), secondsLeft)
}

/** `Записано 3 200 из 12 480, осталось около 2 минут`, or that the run looks what has changed meanwhile. */
export const writingText = (texts: Texts, progress: WritingProgress): string =>
  progress.isChecking === true ? texts.text('run.checkingChanges') : writtenText(texts, progress)

/** A run that goes on by itself. */
export type WorkingState = Extract<RunState, { phase: 'checking' | 'reading' | 'writing' }>

export const isWorking = (state: RunState): state is WorkingState =>
  state.phase === 'checking' || state.phase === 'reading' || state.phase === 'writing'

/** What its screens say while it goes on, the window and the indicator alike. */
export const workingText = (texts: Texts, state: WorkingState): string => {
  if (state.phase === 'checking') return texts.text(state.isEnding === true ? 'run.ending' : 'run.checking')
  if (state.phase === 'reading') return readingText(texts, state.progress)
  return state.isStopping ? texts.text('run.stopping') : writingText(texts, state.progress)
}

/** How far a run came that waits; null while it has nothing to show. */
export const waitingText = (
  texts: Texts,
  reading: ReadingProgress | null,
  writing: WritingProgress | null,
): string | null => {
  if (writing !== null && writing.total > 0) return writtenText(texts, writing)
  return reading && readingText(texts, reading)
}

/** From 0 to 1; null while there is nothing to write. */
export const writtenShare = ({ written, total }: WritingProgress): number | null =>
  total === 0 ? null : written / total

const writtenText = (texts: Texts, { written, total, secondsLeft }: WritingProgress): string =>
  withTimeLeft(texts, texts.text('run.written', { n: written, total }), secondsLeft)

const withTimeLeft = (texts: Texts, text: string, secondsLeft: number | null): string =>
  secondsLeft === null ? text : `${text}, ${texts.formatTimeLeft(secondsLeft)}`
