// @vitest-environment happy-dom
import { cleanup } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { RunState } from '../../widget/jobs/runState'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { somePreview } from './somePreview'
import { someTexts } from './someTexts'

const progress = { written: 3_200, total: 12_480, secondsLeft: 120 }
const writing: RunState = { phase: 'writing', progress, isStopping: false }
const mayClose = 'Если вкладка закроется, пересчёт можно будет продолжить с того же места.'
const mayNotClose = 'Прочитанное хранится только в этой вкладке: не закрывайте её.'

const openDialog = (state: RunState) => {
  const { run, model } = aRunModel(state)
  const container = document.createElement('div')
  document.body.append(container)
  mountRunDialog(container, model, someTexts())
  const show = (next: RunState) => void act(() => run.show(next))
  return { run, show, said: () => container.textContent ?? '' }
}

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

it('a run that is stored says while it writes that its tab may be closed', () => {
  const { said } = openDialog(writing)
  expect(said()).toContain(mayClose)
  expect(said()).not.toContain(mayNotClose)
})

it('a run that the browser cannot store says in each of its steps that its tab must stay', () => {
  const { run, show, said } = openDialog(writing)
  run.fillStorage()
  for (const state of [writing, { phase: 'preview', preview: somePreview([]) } as const]) {
    show(state)
    expect(said()).toContain(mayNotClose)
    expect(said()).not.toContain(mayClose)
  }
  show({ phase: 'cancelled' })
  expect(said()).not.toContain(mayNotClose)
})
