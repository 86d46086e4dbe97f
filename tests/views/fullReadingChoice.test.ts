// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import type { RunStart } from '../../widget/state/runStart'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { someTexts } from './someTexts'

const fullReadAt = 1_763_000_000 as UnixSeconds

const openStart = (start: Partial<RunStart>) => {
  const { model } = aRunModel({ phase: 'idle' }, start)
  const container = document.createElement('div')
  document.body.append(container)
  mountRunDialog(container, model, someTexts())
  const box = () => within(container).queryByRole('checkbox', { name: 'Полный пересчёт' })
  return { model, box, said: () => container.textContent ?? '' }
}

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

it('is not offered where the account was never read', () => {
  expect(openStart({ fullReadAt: null }).box()).toBeNull()
})

it('is offered where less would do, with the time of the last whole reading', () => {
  const { model, box, said } = openStart({ fullReadAt })
  expect(box()).toMatchObject({ checked: false, disabled: false })
  expect(said()).toContain('Без отметки читается только то, что изменилось с прошлого раза')
  fireEvent.click(box() as HTMLElement)
  expect(model.isFull.value).toBe(true)
})

it('is ticked and says why after a week', () => {
  const { model, box, said } = openStart({ fullReadAt, isFullDue: true })
  expect(box()).toMatchObject({ checked: true, disabled: true })
  expect(model.isFull.value).toBe(true)
  expect(said()).toContain('Вся база читалась больше недели назад')
})
