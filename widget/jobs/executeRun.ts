import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import { checkRun } from './checkRun'
import { createPreview } from './createPreview'
import { createRest, yieldToPage } from './createRest'
import { beginTimes } from './knownTime'
import { planRun } from './planEntity'
import { FiguresReplaced } from './figuresReplaced'
import { refreshRecords } from './refreshRecords'
import { RunStopped } from './runControl'
import type { RunSession } from './runSession'
import type { RunPreview, WriteChoice } from './runState'
import { hasSameRules } from './ruleText'
import { runStep, tellProgress } from './runStep'
import { saveProgress } from './saveProgress'
import { writeCards, writePlanned } from './writeCards'

/** Shows the preview and gives the user's answer. Rejects with `RunStopped` when the user stops instead. */
export type AskChoice = (preview: RunPreview) => Promise<WriteChoice>

/**
 * A whole recalculation up to its last confirmed write.
 * @throws RunStopped, RunFailed, CrmError
 */
export const executeRun = async (run: RunSession, askChoice: AskChoice): Promise<void> => {
  tellProgress(run)
  // From here on a closed tab leaves something to resume, and whatever was left by a run before is gone.
  void saveProgress(run)
  try {
    await runStep(run, (signal) => checkRun(run, signal))
    await beginTimes(run)
  } catch (error) {
    await run.deps.checkpoints.drop()
    throw error
  }
  await readAndWrite(run, askChoice)
}

/**
 * Reads the account for a run that was checked, and goes on to the last confirmed write.
 * @throws RunStopped, RunFailed, CrmError
 */
export const readAndWrite = async (run: RunSession, askChoice: AskChoice): Promise<void> => {
  void saveProgress(run)
  await run.deps.reading.readAll(run, run.isFull)
  run.isRead = true
  await planRun(run)
  await askAndWrite(run, askChoice)
}

/**
 * The rest of a run whose plan is made: preview, writing. Where other settings were saved meanwhile, or buyers are left out, the user is
 * asked in any case.
 * @throws RunStopped, RunFailed, CrmError
 */
export const askAndWrite = async (run: RunSession, askChoice: AskChoice): Promise<void> => {
  run.isAsking = true
  void saveProgress(run)
  // Drawing the preview is work of its own.
  await yieldToPage(run.deps.clock)
  const usual: WriteChoice = run.settings.write === 'always' ? 'all' : 'changed'
  const isUnasked = run.settings.preview === 'skip' && run.withoutBuyers === null
  run.choice =
    isUnasked && hasSameRules(run.settings, run.deps.settings())
      ? usual
      : await askChoice(
          createPreview(run.plans, {
            preselected: usual,
            withoutBuyers: run.withoutBuyers,
            empty: run.settings.empty,
            rest: createRest(run.deps.clock),
          }),
        )
  run.isAsking = false
  // What was written before a second question stays, and is told as of a run that was stopped.
  if (run.choice === 'nothing' && run.tally.count() > 0) throw new RunStopped()
  if (run.choice === 'nothing') run.writing = null
  else await writeAsShown(run, askChoice, () => writeCards(run))
}

/**
 * Writes, and asks once more where the figures turn out to be others than those that the user was shown.
 * @throws RunStopped, RunFailed, CrmError
 */
export const writeAsShown = async (
  run: RunSession,
  askChoice: AskChoice,
  write: () => Promise<void>,
): Promise<void> => {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof FiguresReplaced)) throw error
    await askAndWrite(run, askChoice)
  }
}

/**
 * Tries the failed cards of a finished run once more; those that the CRM does not have stay failed.
 * @throws RunStopped, RunFailed, CrmError
 */
export const executeRetry = async (run: RunSession): Promise<void> => {
  const failed = run.tally.failed()
  const idsOf = (type: ParentType): readonly number[] =>
    failed.filter((card) => card.parent.type === type).map((card) => card.parent.id)
  run.isResumable = false
  run.writing = { written: 0, total: failed.length, secondsLeft: null }
  const only = { contacts: new Set(idsOf('contacts')), companies: new Set(idsOf('companies')) }
  tellProgress(run)
  for (const type of run.entities) {
    if (only[type].size === 0) continue
    const found = await runStep(run, (signal) =>
      run.deps.client.fetchParents(type, [...only[type]], run.fieldIds[type], {
        priority: 'run',
        signal,
        singleLimit: only[type].size,
        hasBuyers: false,
      }),
    )
    const cards: readonly ParentCard[] = found.isComplete ? found.records : []
    run.records.appendParents(type, cards)
    for (const { id } of cards) run.tally.forgetFailed({ type, id })
  }
  run.only = only
  await refreshRecords(run, 'none')
  await writePlanned(run)
}
