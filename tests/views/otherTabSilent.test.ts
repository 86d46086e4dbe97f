// @vitest-environment happy-dom
import { cleanup } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { someTexts } from './someTexts'

const silent = 'Вкладка с пересчётом не отвечает'
const progress = { written: 3_200, total: 12_480, secondsLeft: 120 }

const openFollower = () => {
  const { model, run, asked } = aRunModel()
  model.follow({ phase: 'writing', progress, isStopping: false })
  const container = document.createElement('div')
  document.body.append(container)
  mountRunDialog(container, model, someTexts())
  const button = () =>
    [...container.querySelectorAll('button')].find((each) => each.textContent === 'Продолжить здесь')
  return { model, run, asked, button, said: () => container.textContent ?? '' }
}

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

it('a tab that follows a run offers to go on with it once its tab does not answer, and no more when it does', () => {
  const { model, asked, button, said } = openFollower()
  expect(said()).not.toContain(silent)
  expect(button()).toBeUndefined()
  void act(() => {
    model.isOtherSilent.value = true
  })
  expect(said()).toContain(silent)
  button()?.click()
  expect(asked).toEqual(['takeOver'])
  void act(() => {
    model.isOtherSilent.value = false
  })
  expect(button()).toBeUndefined()
})

it('a tab whose run was taken over says what became of it, and offers to repeat nothing', () => {
  const { model, run, said } = openFollower()
  void act(() => {
    model.follow(null)
    run.show({ phase: 'failed', failure: { kind: 'takenOver' } })
  })
  expect(said()).toContain('Пересчёт продолжили в другой вкладке')
  expect(said()).toContain('Записанное осталось, отсюда больше ничего не запишется.')
  expect(said()).not.toContain('Повторить')
})
