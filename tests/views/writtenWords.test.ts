// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { RunState } from '../../widget/jobs/runState'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { someTexts } from './someTexts'

afterEach(() => document.body.replaceChildren())

const openDialog = (state: RunState) => {
  const { model, run } = aRunModel(state)
  const container = document.createElement('div')
  document.body.append(container)
  mountRunDialog(container, model, someTexts())
  return {
    said: () => container.textContent ?? '',
    show: (next: RunState) => {
      void act(() => run.show(next))
    },
  }
}

it('says that nothing was written only of a run that certainly wrote nothing, by what the run itself tells', () => {
  const { said, show } = openDialog({
    phase: 'writing',
    progress: { written: 3_200, total: 12_480, secondsLeft: 120 },
    isStopping: false,
  })
  const failure = { kind: 'unexpected', detail: 'сбой' } as const
  for (const written of [3_200, 0]) {
    show({ phase: 'failed', failure, written })
    expect(said()).toContain('Записанное до ошибки осталось')
  }
  // Begun anew, and ended before its first card: what the run before wrote is not its own.
  show({ phase: 'failed', failure })
  expect(said()).toContain('Ничего не записано.')
})

it('does not say «ничего» above a count of what was written before', () => {
  const { said } = openDialog({
    phase: 'report',
    report: aRunReport({ choice: 'nothing', writtenBefore: 350 }),
  })
  expect(said()).not.toContain('Ничего не записано')
  expect(said()).toContain('Больше ничего не записано')
})

it('says of a stopped run that was not answered that some of the rest may be written', () => {
  const { said } = openDialog({
    phase: 'report',
    report: aRunReport({ isComplete: false, choice: 'all', mayHaveWritten: true }),
  })
  expect(said()).toContain('некоторые карточки могли быть записаны')
  expect(said()).not.toContain('остальные карточки не изменились')
})
