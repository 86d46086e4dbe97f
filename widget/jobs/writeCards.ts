import type { UnixSeconds } from '../records/brands'
import { canRunBulk } from '../records/canRunBulk'
import { countArrived } from './countArrived'
import { createRest } from './createRest'
import { FiguresReplaced } from './figuresReplaced'
import { planRun } from './planEntity'
import { refreshRecords } from './refreshRecords'
import { RunFailed } from './runFailed'
import { runInParts } from './runInParts'
import type { RunSession } from './runSession'
import { obeyUser, tellProgress } from './runStep'
import { saveProgress } from './saveProgress'
import { secondsToWrite } from './secondsLeft'
import { type SelectedWrites, selectWrites } from './selectWrites'
import { writeEntity } from './writeEntity'
import { hasUnheard } from './writtenSoFar'

/** Seconds after which a plan is checked against the CRM before more is written. */
const mostPlanAge = 600

/**
 * Looks what changed before more is written. A run that had the user leave buyers out meanwhile counts otherwise than its preview; cards
 * that are tried once more have none.
 * @throws FiguresReplaced; as `refreshRecords`
 */
const refreshPlan = async (run: RunSession, cards: 'all' | 'others' | 'none'): Promise<void> => {
  const { withoutBuyers, plans: before } = run
  await refreshRecords(run, cards)
  if (withoutBuyers === null && run.withoutBuyers !== null && run.only === null) throw new FiguresReplaced()
  if (cards === 'none' || run.stampedSince === null || !hasUnheard(run)) return
  await runInParts(countArrived(run, before, run.stampedSince), createRest(run.deps.clock))
  forgetHeard(run)
}

/**
 * Writes what the plan asks for, card by card whole: what changed meanwhile is read before the first write, whenever the plan is older
 * than 10 minutes or a card turns out to be gone, and after the last batch once more.
 * @throws RunStopped after the batch in flight; FiguresReplaced; CrmError that no waiting can mend
 */
export const writeCards = async (run: RunSession): Promise<void> => {
  run.writing ??= { written: 0, total: 0, secondsLeft: null }
  await refreshPlan(run, 'all')
  run.stampedSince ??= run.dataTime
  await writeFresh(run)
}

/**
 * Goes on writing where a closed tab stopped. What that tab wrote without hearing of it is found in the cards themselves: they are read
 * before anything is sent, so that no card is written twice.
 * @throws as `writeCards`
 */
export const writeUnfinished = async (run: RunSession): Promise<void> => {
  tellProgress(run)
  await planRun(run)
  // Cards that changed before that tab's last look, while it wrote, are not met any more.
  run.isInDoubt = run.stampedSince !== null && run.dataTime > run.stampedSince
  await refreshPlan(run, 'all')
  run.stampedSince ??= run.dataTime
  run.unlooked = null
  if (run.writtenBefore === 0) run.writtenBefore = null
  await writeFresh(run)
}

/** Lost batches that were found in the cards are no doubt any more; the others are sent again. */
const forgetHeard = ({ plans, tally, unheard }: RunSession): void => {
  for (const { type, parents } of plans)
    for (const id of unheard[type])
      if (tally.isWritten(type, parents.index.indexOf(id))) unheard[type].delete(id)
}

const writeFresh = async (run: RunSession): Promise<void> => {
  await saveProgress(run)
  await writePlanned(run)
  await refreshPlan(run, 'none')
  await writePlanned(run)
  if (!run.isInDoubt) run.cardsTime = cardsTimeOf(run)
}

/** Of a run that has written all: what came after its last write was not read. */
const cardsTimeOf = ({ dataTime, stampedSince, lastWriteAt }: RunSession): UnixSeconds =>
  Math.min(dataTime, Math.max(stampedSince ?? 0, lastWriteAt ?? 0)) as UnixSeconds

/**
 * Writes until the plan holds nothing more to write.
 * @throws as `writeCards`
 */
export const writePlanned = async (run: RunSession): Promise<void> => {
  const startedAt = run.deps.clock.now()
  for (;;) {
    await obeyUser(run)
    if (!canRunBulk(run.deps.user(), run.entities)) throw new RunFailed({ kind: 'rightsLost' })
    if (mustLook(run)) await refreshPlan(run, 'others')
    const rest = createRest(run.deps.clock)
    const selections: SelectedWrites[] = []
    for (const plan of run.plans) selections.push(await runInParts(selectWrites(run, plan), rest))
    tellWriting(
      run,
      startedAt,
      selections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    )
    const next = selections.find(({ indexes }) => indexes.length > 0)
    if (next === undefined) return
    await writeEntity(run, next, {
      isInterrupted: () => run.control.isStopAsked() || run.control.isPauseAsked() || mustLook(run),
      onBatch: () => tellWriting(run, startedAt, null),
    })
    await planRun(run)
  }
}

/** Also where the CRM's time is in doubt: the look at what has changed settles it. */
const mustLook = (run: RunSession): boolean => {
  const now = run.deps.clock.time()
  return run.isLookDue || now === null || now - run.dataTime > mostPlanAge
}

/** `left` null: by what was left when the plan was told last. */
const tellWriting = (run: RunSession, startedAt: number, left: number | null): void => {
  const written = run.tally.count()
  const total = left === null ? Math.max(run.writing?.total ?? 0, written) : written + left
  const elapsed = run.deps.clock.now() - startedAt
  run.writing = { written, total, secondsLeft: secondsToWrite(written, total, elapsed) }
  tellProgress(run)
}
