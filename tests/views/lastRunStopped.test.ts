// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { someTexts } from './someTexts'

it('lets no name of whoever stopped the last run turn or flood the sentence', () => {
  const userName = `\u202eанна ${'ю'.repeat(10_000)}`
  const stopped = { written: 150, notWritten: 1315 }
  const lastRun = { at: 1_763_700_252 as UnixSeconds, userName, seconds: 9, stopped }
  const { model } = aRunModel({ phase: 'idle' }, { lastRun })
  const container = document.createElement('div')
  const undo = mountRunDialog(container, model, someTexts())
  expect(container.textContent).toMatch(/, \u2068\u202eанна ю{1,200}…\u2069\. Записано\s150/)
  undo()
})
