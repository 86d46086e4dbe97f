// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { somePreview } from './somePreview'
import { someTexts } from './someTexts'

it('tells of stamps in the future, before they are corrected and after', () => {
  const counts = {
    total: 5,
    changed: 0,
    zeroed: 0,
    firstTime: 0,
    unchanged: 5,
    unwritable: 0,
    wrongStamps: 3,
  }
  const { model, run } = aRunModel({ phase: 'preview', preview: somePreview([], { contacts: counts }) })
  const container = document.createElement('div')
  const undo = mountRunDialog(container, model, someTexts())
  const said = (): string => (container.textContent ?? '').replace(/[\u202f\u00a0]/g, ' ')
  expect(said()).toContain('«Актуально на» стоит в будущем у 3 карточек: при записи время исправится.')
  expect(said()).toContain('Все цифры уже совпадают')
  void act(() => run.show({ phase: 'report', report: aRunReport({ stamped: 3, corrected: 3 }) }))
  expect(said()).toContain('Исправлено время «Актуально на», стоявшее в будущем3')
  undo()
})
