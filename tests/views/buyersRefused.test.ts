// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { CardState } from '../../widget/jobs/cardState'
import type { RunState } from '../../widget/jobs/runState'
import type { BuyersRefusal } from '../../widget/records/buyersRefusal'
import type { Milliseconds, UnixSeconds } from '../../widget/records/brands'
import { createCardPanelModel } from '../../widget/state/createCardPanelModel'
import { mountCardPanel } from '../../widget/views/mountCardPanel'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { mountSettingsForm } from '../../widget/views/mountSettingsForm'
import { createFakeClock } from '../api/support/createFakeClock'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { aSettingsForm } from './aSettingsForm'
import { aShownCard } from './aShownCard'
import { fakeRefresh } from './fakeRefresh'
import { someExplanation, someFigures } from './someExplanation'
import { aPreviewRow, somePreview } from './somePreview'
import { someTexts } from './someTexts'

const refusal: BuyersRefusal = {
  kind: 'refused',
  status: 402,
  detail: 'Payment Required',
  request: 'GET /api/v4/customers?limit=250',
}
const at = 1_763_732_040 as UnixSeconds

const openDialog = (state: RunState) => {
  const scene = aRunModel(state)
  const undo = mountRunDialog(document.body, scene.model, someTexts())
  return { ...scene, undo }
}
const screen = () => within(document.body)
const said = (): string => (document.body.textContent ?? '').replace(/[\u202f\u00a0]/g, ' ')
const press = (name: string): boolean => fireEvent.click(screen().getByRole('button', { name }))
const buttons = (): string[] =>
  screen()
    .getAllByRole('button')
    .map((button) => button.textContent ?? '')

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

describe('a run whose buyers are refused', () => {
  const paused = {
    phase: 'paused',
    during: 'reading',
    reason: { kind: 'buyersRefused', refusal },
    kept: 'stored',
    reading: null,
    writing: null,
  } as const

  it('asks with three answers, and each of them is passed on', () => {
    const { run } = openDialog(paused)
    expect(said()).toContain('CRM не отдаёт покупателей: метод требует оплаты')
    expect(said()).toContain('Без них покупки и ожидаемые покупки не войдут в цифры')
    expect(buttons()).toEqual(['Повторить', 'Посчитать без покупателей', 'Остановить', 'Свернуть'])
    press('Повторить')
    press('Посчитать без покупателей')
    press('Остановить')
    expect(run.calls).toEqual(['resume', 'leaveBuyersOut', 'stop'])
  })

  it('marks the preview and the report', () => {
    const preview = { ...somePreview([aPreviewRow()]), withoutBuyers: refusal }
    const { run } = openDialog({ phase: 'preview', preview })
    expect(said()).toContain('Без покупателейCRM не отдаёт покупателей: метод требует оплаты.')
    const report = aRunReport({ withoutBuyers: refusal })
    void act(() => run.show({ phase: 'report', report }))
    expect(said()).toContain('Посчитано без покупателей')
    expect(said()).toContain('запустите заполнение ещё раз')
  })

  it('marks the file of the report', () => {
    const report = aRunReport({ withoutBuyers: { ...refusal, detail: 'Тариф кончился' } })
    const { files } = openDialog({ phase: 'report', report })
    press('Скачать отчёт')
    expect(files[0]?.text.replace(/[\u2068\u2069]/g, '')).toContain(
      '"Посчитано без покупателей";"CRM не отдаёт покупателей: Тариф кончился"',
    )
  })

  it('is remembered by the start dialog', () => {
    const { model } = aRunModel(
      { phase: 'idle' },
      { lastRun: { at, userName: 'Анна', seconds: 40, isWithoutBuyers: true } },
    )
    mountRunDialog(document.body, model, someTexts())
    expect(said()).toContain('Оно посчитано без покупателей')
  })
})

describe('the panel of a card whose buyers are refused', () => {
  const checkedAt = 60_000 as Milliseconds
  const shown = aShownCard({
    actualAt: at,
    checkedAt,
    withoutBuyers: refusal,
    outcome: 'withoutBuyers',
  })
  const openPanel = (state: CardState) => {
    const refresh = fakeRefresh(state, someExplanation())
    const model = createCardPanelModel({
      refresh,
      clock: createFakeClock(undefined, checkedAt),
      pipelines: () => [],
      customerStages: () => [],
    })
    mountCardPanel(document.body, model, someTexts())
    return refresh
  }

  it('marks the figures, says that nothing was written and what to do', () => {
    const refresh = openPanel(shown)
    expect(said()).toContain('без покупателейCRM не отдаёт покупателей: метод требует оплаты.')
    expect(said()).toContain(
      'В поля ничего не записано, в них прежние значения (актуально на 21.11.2025 16:34).',
    )
    expect(said()).not.toContain('Актуально на 21')
    press('Обновить')
    expect(refresh.calls).toEqual(['refresh'])
  })

  it('says in the explanation that buyers are not in it', () => {
    openPanel(shown)
    press('Почему такие числа')
    expect(said()).toContain('Покупателей и покупок в этих цифрах нет: CRM их не отдаёт.')
  })

  it('keeps the mark while the card is read again, and where that fails', () => {
    const known = { figures: someFigures(), actualAt: at, checkedAt, withoutBuyers: refusal }
    const refresh = openPanel({ phase: 'reading', progress: null, known })
    expect(said()).toContain('Прежние значения, без покупателей')
    const failed = { phase: 'failed', error: 'network', detail: '', request: '', known } as const
    void act(() => refresh.show(failed))
    expect(said()).toContain('Прежние значения, без покупателей')
  })
})

describe('the settings of an account whose buyers are refused', () => {
  it('say so and why in every section of buyers, and can be changed all the same', async () => {
    const stages = { ...refusal, status: 422, detail: '', request: 'GET /api/v4/customers/statuses' }
    const model = aSettingsForm({ findBuyersRefusal: async () => stages })
    await act(async () => {
      mountSettingsForm(document.body, model, someTexts())
      await Promise.resolve()
    })
    // Once above the sections, and in each of the three.
    expect(said().split('CRM не отдаёт этапы покупателей: запрос не принят')).toHaveLength(5)
    expect(said()).toContain('Выбор можно изменить и сохранить')
    fireEvent.click(screen().getByRole('checkbox', { name: 'этап "Покупки"' }))
    expect(model.draft.value.buyers.purchases).toBe(false)
    expect(model.attemptSave()).toBe(true)
  })

  it.each([
    ['buyers, until none is counted', refusal, ['upcoming', 'closed', 'purchases']],
    [
      'stages, until purchases alone are counted',
      { ...refusal, request: 'GET /api/v4/customers/statuses' },
      ['upcoming', 'closed'],
    ],
  ] as const)('warn of refused %s in the form', async (_, told, switches) => {
    const model = aSettingsForm({ findBuyersRefusal: async () => told })
    await act(async () => {
      mountSettingsForm(document.body, model, someTexts())
      await Promise.resolve()
    })
    for (const each of switches) {
      expect(said()).toContain('CRM не отдаёт')
      void act(() => model.toggleBuyers(each))
    }
    expect(said()).not.toContain('CRM не отдаёт')
    void act(() => model.toggleBuyers('upcoming'))
    expect(said()).toContain('CRM не отдаёт')
  })
})
