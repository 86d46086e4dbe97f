// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { someTexts } from './someTexts'

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

it('a run by settings of another account cannot be started, and leads to where they are chosen anew', () => {
  const { model, asked } = aRunModel({ phase: 'idle' }, { isSettingsBroken: true, areSettingsForeign: true })
  mountRunDialog(document.body, model, someTexts())
  const said = document.body.textContent
  expect(said).toContain('Настройки перенесены из другого аккаунта')
  expect(said).toContain('считать по ним нельзя. Ничего не записано.')
  expect(said).toContain('выберите этапы заново')
  const screen = within(document.body)
  expect(screen.queryByRole('button', { name: 'Начать' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Открыть настройки' }))
  expect(asked).toEqual(['openSettings'])
})

it('a run that reads all anew before it writes says why', () => {
  const checking = { written: 0, total: 0, secondsLeft: null, isChecking: true, isAnew: true }
  const { model } = aRunModel({ phase: 'writing', progress: checking, isStopping: false })
  mountRunDialog(document.body, model, someTexts())
  expect(document.body.textContent).toContain('Записи браузера не используются, вся база читается заново.')
})
