import { effect } from '@preact/signals'
import type { CardRefresh } from '../../../widget/jobs/cardRefresh'
import { createCardPanelModel } from '../../../widget/state/createCardPanelModel'
import { createRunModel } from '../../../widget/state/createRunModel'
import type { RunStart } from '../../../widget/state/runStart'
import { tellWaits } from '../../../widget/wiring/tellWaits'
import { noActions } from '../../views/aRunModel'
import type { Words } from './judge/createWords'
import type { OpenWidget } from './openWidget'

/** Has the words follow the panel of a card: its states, and what it says beside them. Returns the undo. */
export const followCard = ({ tab, session }: OpenWidget, refresh: CardRefresh, words: Words): (() => void) =>
  tab.inside(() => {
    const model = createCardPanelModel({
      refresh,
      clock: session.clock,
      pipelines: () => [],
      customerStages: () => [],
      sessionWait: { now: session.sessionWait, subscribe: session.onSessionWait },
    })
    const undo = effect(() => {
      words.say(JSON.stringify(model.state.value))
      words.stand(model.sessionWait.value !== null || model.isCrmSlow.value)
    })
    return () => {
      undo()
      model.dispose()
    }
  })

/** The same for the window of a run. */
export const followRun = (
  { tab, session, texts, job }: OpenWidget,
  start: RunStart,
  words: Words,
): (() => void) =>
  tab.inside(() => {
    const { run, isActive } = job()
    const model = createRunModel({ run, texts, clock: session.clock, start, actions: noActions })
    const undoWaits = tellWaits(session, model, isActive)
    const undo = effect(() => {
      const state = model.state.value
      words.say(
        state.phase === 'preview' ? `preview ${JSON.stringify(state.preview.counts)}` : JSON.stringify(state),
      )
      const isAsking = state.phase === 'preview' || state.phase === 'paused'
      const isTold = model.sessionWait.value !== null || model.waitingUntil.value !== null
      words.stand(isAsking || isTold || model.isCrmSlow.value)
    })
    return () => {
      undo()
      undoWaits()
      model.dispose()
    }
  })
