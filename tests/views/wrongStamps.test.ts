// @vitest-environment happy-dom
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import type { CardState } from '../../widget/jobs/cardState'
import type { UnixSeconds } from '../../widget/records/brands'
import { createCardPanelModel } from '../../widget/state/createCardPanelModel'
import { mountCardPanel } from '../../widget/views/mountCardPanel'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { createFakeClock } from '../api/support/createFakeClock'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { aShownCard } from './aShownCard'
import { fakeRefresh } from './fakeRefresh'
import { someExplanation, someFigures } from './someExplanation'
import { somePreview } from './somePreview'
import { someTexts } from './someTexts'

it('does not say that all is equal and then send cards, but tells of wrong stamps before they are corrected and after', () => {
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
  expect(said()).toContain(
    '«Актуально на» стоит в будущем или не читается у 3 карточек: при записи время исправится.',
  )
  expect(said()).not.toContain('Все цифры уже совпадают')
  expect(said()).toContain('3 карточки: изменятся 0, заполнятся впервые 0, время исправится у 3')
  void act(() => run.show({ phase: 'report', report: aRunReport({ stamped: 3, corrected: 3 }) }))
  expect(said()).toContain('Исправлено время «Актуально на»: стояло в будущем или не читалось3')
  undo()
})

const shown = aShownCard()

const refusal = { kind: 'refused', status: 402, detail: '', request: 'GET /api/v4/customers' } as const
const future = 1_999_999_999 as UnixSeconds

it.each<[string, CardState, string]>([
  [
    'cannot be read, without buyers',
    { ...shown, outcome: 'withoutBuyers', withoutBuyers: refusal, stampFault: 'unreadable' },
    'прежние значения (время в поле не читается)',
  ],
  [
    'cannot be read, beside equal figures that may not be written',
    { ...shown, stampFault: 'unreadable' },
    'Время «Актуально на» в поле не читается',
  ],
  [
    'is in the future, beside equal figures that may not be written',
    { ...shown, actualAt: future, stampFault: 'future' },
    'Время «Актуально на» в поле стоит в будущем',
  ],
  [
    'is in the future, beside figures that are only shown',
    { ...shown, actualAt: future, stampFault: 'future', outcome: 'shown', keptBy: 'rights' },
    'другие значения (время в поле стоит в будущем)',
  ],
  [
    'is empty, beside equal figures',
    { ...shown, stampFault: 'absent' },
    'На какое время цифры, неизвестно: «Актуально на» пусто',
  ],
  [
    'is in the future, in fields that are shown without being checked',
    {
      phase: 'tooMany',
      leads: 180,
      secondsNeeded: 60,
      stored: { ...someFigures(), actualAt: future },
      stampFault: 'future',
    },
    'Значения из полей карточки, время в поле стоит в будущем',
  ],
])('a card whose stamp %s, is not called fresh, nor never filled', (_, state, words) => {
  const model = createCardPanelModel({
    refresh: fakeRefresh(state, someExplanation()),
    clock: createFakeClock(undefined, 60_000),
    pipelines: () => [],
    customerStages: () => [],
  })
  const container = document.createElement('div')
  const undo = mountCardPanel(container, model, someTexts())
  const said = (container.textContent ?? '').replace(/[\u202f\u00a0]/g, ' ')
  expect(said).toContain(words)
  expect(said).not.toMatch(/ещё не заполняли|[Аа]ктуально на \d/)
  undo()
})
