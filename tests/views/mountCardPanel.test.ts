// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { CardState } from '../../widget/jobs/cardState'
import type { Milliseconds, MinorUnits, UnixSeconds } from '../../widget/records/brands'
import { type CardPanelOptions, createCardPanelModel } from '../../widget/state/createCardPanelModel'
import { mountCardPanel } from '../../widget/views/mountCardPanel'
import { createFakeClock } from '../api/support/createFakeClock'
import { someCustomerStages } from '../builders/aPipeline'
import { twoPipelines } from './aSettingsForm'
import { aShownCard } from './aShownCard'
import { fakeRefresh } from './fakeRefresh'
import { aContribution, aRejection, someExplanation, someFigures } from './someExplanation'
import { someTexts } from './someTexts'

const actualAt = 1_763_732_040 as UnixSeconds
const checkedAt = 60_000 as Milliseconds
const shown = aShownCard({ actualAt, checkedAt })

const openPanel = (state: CardState, options: Partial<CardPanelOptions> = {}) => {
  const clock = createFakeClock(undefined, checkedAt)
  const refresh = fakeRefresh(state, someExplanation())
  const model = createCardPanelModel({
    refresh,
    clock,
    pipelines: twoPipelines,
    customerStages: someCustomerStages,
    ...options,
  })
  const undo = mountCardPanel(document.body, model, someTexts())
  return {
    clock,
    model,
    refresh,
    undo,
    screen: within(document.body),
    said: () => (document.body.textContent ?? '').replace(/[\u202f\u00a0]/g, ' '),
  }
}

afterEach(() => document.body.replaceChildren())

describe('the panel of a card', () => {
  it('shows three sections, the average and the time of the figures', () => {
    const { said } = openPanel(shown)
    expect(said()).toContain('Купили2 шт.500 000 ₽')
    expect(said()).toContain('В работе1 шт.55 000 ₽')
    expect(said()).toContain('Отказались0 шт.0 ₽')
    expect(said()).toContain('Средний чек250 000 ₽')
    expect(said()).toContain('Актуально на 21.11.2025 16:34')
    expect(said()).toContain('проверено только что')
  })

  it('says how long ago it was checked, and refreshes when asked', () => {
    const { clock, model, refresh, screen, said } = openPanel(shown)
    clock.moveBy(300_000)
    void act(() => model.tick())
    expect(said()).toContain('проверено 5 минут назад')
    fireEvent.click(screen.getByRole('button', { name: 'Обновить' }))
    expect(refresh.calls).toEqual(['refresh'])
  })

  it('keeps the lines in place while it waits and reads', () => {
    const { refresh, said } = openPanel({ phase: 'waiting' })
    expect(said()).toContain('Купили——')
    void act(() => refresh.show({ phase: 'reading', progress: { read: 12, total: 40 }, known: null }))
    expect(said()).toContain('прочитано 12 из 40')
    expect(said()).not.toContain('0 ₽')
  })

  it('keeps the figures on screen, marked as what they are, while it reads and after an error', () => {
    const stored = { figures: someFigures(), actualAt, checkedAt: null }
    const { refresh, screen, said } = openPanel({ phase: 'reading', progress: null, known: stored })
    expect(said()).toContain('Купили2 шт.500 000 ₽')
    expect(said()).toContain('Значения из полей карточки, актуально на 21.11.2025 16:34')
    void act(() => refresh.show({ phase: 'reading', progress: null, known: shown }))
    expect(said()).toContain('Прежние значения, проверено только что')
    expect(screen.getByRole('button', { name: 'Чтение сделок…' })).toHaveProperty('disabled', true)
    expect(screen.getByRole('button', { name: 'Почему такие числа' })).toBeDefined()
    void act(() => refresh.show({ phase: 'failed', error: 'server', detail: '', request: '', known: shown }))
    expect(said()).toContain('Купили2 шт.500 000 ₽')
    expect(said()).toContain('Прежние значения, проверено только что')
  })

  it('says why differing fields stay, and does not lend their time to the new figures', () => {
    const { refresh, said } = openPanel({ ...shown, outcome: 'shown', keptBy: 'rights' })
    expect(said()).toContain(
      'В полях карточки другие значения (актуально на 21.11.2025 16:34): у вас нет права менять эту карточку.',
    )
    expect(said()).not.toContain('Актуально на')
    void act(() => refresh.show({ ...shown, outcome: 'shown', keptBy: 'settings', actualAt: null }))
    expect(said()).toContain('(ещё не заполняли): в настройках выбрано показывать цифры, не записывая')
  })

  it("says that nothing was written while the CRM's time is not known, and what to do", () => {
    const { said } = openPanel({ ...shown, outcome: 'shown', keptBy: 'noTime' })
    expect(said()).toContain('CRM не сообщила своё время: цифры показаны, но не записаны.')
    expect(said()).toContain('прежние значения (актуально на 21.11.2025 16:34). Нажмите «Обновить»')
    expect(said()).toContain('500 000 ₽')
  })

  it('says that a time in the future was corrected', () => {
    const { said } = openPanel({ ...shown, outcome: 'written', isStampCorrected: true })
    expect(said()).toContain('Время «Актуально на» стояло в будущем, исправлено.')
  })

  it('says in words that a number does not fit into its field', () => {
    const { said } = openPanel({ ...shown, outcome: 'tooManyDigits', unwritable: 'boughtSum' })
    expect(said()).toContain('Число не помещается в поле «*Продажи, руб.»: в нём больше 15 цифр')
    expect(said()).toContain('500 000 ₽')
  })

  it('says that split deals are whole in counts', () => {
    const { said } = openPanel({ ...shown, isSplit: true })
    expect(said()).toContain('в штуках такая сделка целиком засчитана каждому')
  })

  it('shows dashes where there are no fields, and says so', () => {
    const { said } = openPanel({ phase: 'tooMany', leads: 60, secondsNeeded: 12, stored: null })
    expect(said()).toContain('Купили——')
    expect(said()).toContain('полей с цифрами ещё нет')
    expect(said()).not.toContain('Значения из полей')
  })

  it('asks before it reads many deals one by one', () => {
    const { refresh, screen, said } = openPanel({
      phase: 'tooMany',
      leads: 180,
      secondsNeeded: 60,
      stored: { ...someFigures(), refusedSum: null, actualAt: null },
    })
    expect(said()).toContain('Нужно прочитать 180 сделок, около минуты')
    expect(said()).toContain('Отказались0 шт.—')
    fireEvent.click(screen.getByRole('button', { name: 'Пересчитать' }))
    expect(refresh.calls).toEqual(['refresh'])
  })

  it('says of what time the fields are while it asks, and never calls filled fields unfilled', () => {
    const tooMany = { phase: 'tooMany', leads: 180, secondsNeeded: 60 } as const
    const { refresh, said } = openPanel({ ...tooMany, stored: { ...someFigures(), actualAt } })
    expect(said()).toContain('Значения из полей карточки, актуально на 21.11.2025 16:34')
    void act(() => refresh.show({ ...tooMany, stored: { ...someFigures(), actualAt: null } }))
    expect(said()).toContain('Значения из полей карточки')
    expect(said()).not.toContain('не заполняли')
  })

  it('does not call a card unfilled whose stamp has no field', () => {
    const { refresh, said } = openPanel({ ...shown, actualAt: null, missingFields: ['actualAt'] })
    expect(said()).toContain('Поле удалено, его вернёт администратор: «*Актуально на»')
    expect(said()).not.toContain('не заполняли')
    void act(() =>
      refresh.show({
        ...shown,
        actualAt: null,
        missingFields: ['boughtSum', 'actualAt'],
        outcome: 'shown',
        keptBy: 'rights',
      }),
    )
    expect(said()).toContain('Поля удалены, их вернёт администратор: «*Продажи, руб.», «*Актуально на»')
    expect(said()).toContain('другие значения (на какое время, неизвестно)')
  })

  it('says that nobody can tell which field is ours, and that nothing was changed', () => {
    const { said } = openPanel({
      ...shown,
      actualAt: null,
      outcome: 'shown',
      keptBy: 'unclear',
      unclearField: 'boughtSum',
    })
    expect(said()).toContain('Непонятно, какое поле наше: «*Продажи, руб.». Поля карточки не изменились')
    expect(said()).not.toContain('другие значения')
  })

  it('tells of several fields that were made again', () => {
    const { said } = openPanel({ ...shown, restoredFields: ['averageCheck', 'refusedCount'] })
    expect(said()).toContain(
      'Поля «*Ср. чек, руб.», «*Отказы, шт.» были удалены, созданы заново. Прежние значения потеряны',
    )
  })

  it('says whose deals are counted where not all are visible', () => {
    const { said } = openPanel({ ...shown, isWhole: false, outcome: 'shown' })
    expect(said()).toContain('по доступным вам сделкам')
  })

  it('tells of deleted fields, made again or not', () => {
    const { said } = openPanel({
      ...shown,
      restoredFields: ['refusedCount'],
      missingFields: ['inWorkSum'],
    })
    expect(said()).toContain(
      'Поле «*Отказы, шт.» было удалено, создано заново. Прежние значения потеряны: запустите заполнение',
    )
    expect(said()).toContain('Поле удалено, его вернёт администратор: «*В работе, руб.»')
  })

  it('says in words that the settings cannot be read', () => {
    const { said } = openPanel({ phase: 'settingsBroken' })
    expect(said()).toContain('Настройки не читаются. Откройте настройки виджета')
    expect(said()).toContain('Поля карточки не изменились')
  })

  it('says in words that the settings are of another account, and what to do', () => {
    const { said } = openPanel({ phase: 'settingsForeign' })
    expect(said()).toContain(
      'Настройки перенесены из другого аккаунта. Откройте настройки виджета и выберите этапы заново',
    )
    expect(said()).toContain('Поля карточки не изменились')
  })

  it('says in words that the page has given no settings, and what to do', () => {
    const { said } = openPanel({ phase: 'settingsNotGiven' })
    expect(said()).toContain('Настройки не получены от CRM')
    expect(said()).toContain('Поля карточки не изменились')
    expect(said()).toContain('Обновите страницу')
  })

  it('says calmly what it waits for while the session of the CRM is away', () => {
    const listeners = new Set<(wait: 'renewal' | 'signIn' | null) => void>()
    const { said, undo } = openPanel(
      { phase: 'reading', progress: null, known: null },
      {
        sessionWait: {
          now: () => 'renewal',
          subscribe: (listener) => {
            listeners.add(listener)
            return () => listeners.delete(listener)
          },
        },
      },
    )
    const tell = (wait: 'signIn' | null): void =>
      void act(() => listeners.forEach((listener) => listener(wait)))
    expect(said()).toContain('Ждём, пока CRM обновит сессию')
    tell('signIn')
    expect(said()).toContain('Войдите в окне CRM')
    tell(null)
    expect(said()).not.toMatch(/сессию|Войдите/)
    undo()
  })

  it('says so where the CRM has not answered for long, until the card goes on', () => {
    const { said, refresh, clock } = openPanel({ phase: 'reading', progress: null, known: null })
    void act(() => clock.moveBy(7999))
    expect(said()).not.toContain('отвечает медленно')
    void act(() => clock.moveBy(1))
    expect(said()).toContain('CRM отвечает медленно, ждём. Цифры появятся здесь сами.')
    void act(() => refresh.show({ phase: 'reading', progress: { read: 1, total: 2 }, known: null }))
    expect(said()).not.toContain('отвечает медленно')
  })

  it.each([
    ['server', 'Повторить'],
    ['session', 'Продолжить'],
  ] as const)('after «%s» offers «%s»', (error, name) => {
    const { refresh, screen } = openPanel({ phase: 'failed', error, detail: '', request: '', known: null })
    expect(screen.getByRole('alert').textContent).toContain('Поля карточки не изменились')
    fireEvent.click(screen.getByRole('button', { name }))
    expect(refresh.calls).toEqual(['refresh'])
  })

  it('says that the card is gone, keeps the former figures and tries again when asked', () => {
    const { refresh, screen, said } = openPanel({
      phase: 'failed',
      error: 'notFound',
      detail: '',
      request: '',
      known: shown,
    })
    expect(screen.getByRole('alert').textContent).toContain(
      'CRM не нашла запись: её могли удалить или объединить с другой',
    )
    expect(said()).toContain('Прежние значения, проверено только что')
    expect(said()).toContain('Купили2 шт.500 000 ₽')
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }))
    expect(refresh.calls).toEqual(['refresh'])
  })

  it('names no amount that no field can hold by the sign of infinity', () => {
    const most = Infinity as MinorUnits
    const figures = someFigures({ boughtSum: most, averageCheck: most })
    const refresh = fakeRefresh(
      { ...shown, figures },
      someExplanation({
        figures,
        contributions: [aContribution({ amount: most }), aContribution({ id: 7, wholeAmount: most })],
      }),
    )
    const { said, screen } = openPanel(shown, { refresh })
    fireEvent.click(screen.getByRole('button', { name: 'Почему такие числа' }))
    expect(said()).toContain('Всего: 2 шт., больше 15 цифр')
    expect(said()).not.toContain('∞')
  })

  it('explains the numbers by deals that sum to them, and names what is left out', () => {
    const { screen, said } = openPanel(shown)
    fireEvent.click(screen.getByRole('button', { name: 'Почему такие числа' }))
    expect(screen.getByRole('link', { name: 'Сайт под ключ' }).getAttribute('href')).toBe(
      '/leads/detail/5001',
    )
    expect(said()).toContain('Всего: 2 шт., 500 000 ₽')
    expect(said()).toContain('Всего: 1 шт., 55 000 ₽')
    expect(said()).toContain('55 000 ₽ из 110 000 ₽')
    expect(said()).toContain('сделка закрыта 13.10.2020')
    expect(said()).toContain('Средний чек500 000 ₽ / 2 = 250 000 ₽')
    expect(said()).toContain('Продажи · Успешно реализовано')
    expect(said()).toContain('этап не выбран в настройках')
    expect(said()).toContain('главный контакт — другой')
  })

  it('names no stage of buyers in an account where they have none', () => {
    const explanation = someExplanation({
      rejections: [aRejection({ source: 'customer', id: 9001, pipelineId: null, stageId: 47000006 })],
    })
    const { screen, said } = openPanel(shown, {
      refresh: fakeRefresh(shown, explanation),
      customerStages: () => [],
    })
    fireEvent.click(screen.getByRole('button', { name: 'Почему такие числа' }))
    expect(said()).toContain('Не вошлиПоддержка70 000 ₽этап не выбран')
    expect(said()).not.toContain('47000006')
  })

  it('keeps names that run from right to left from turning the names beside them', () => {
    const pipelines = twoPipelines().map((pipeline) => ({
      ...pipeline,
      name: `\u202e${pipeline.name}`,
      stages: pipeline.stages.map((stage) => ({ ...stage, name: `\u2069${stage.name}` })),
    }))
    const { screen, said } = openPanel(shown, { pipelines: () => pipelines })
    fireEvent.click(screen.getByRole('button', { name: 'Почему такие числа' }))
    expect(said()).toContain('\u2068\u202eПродажи\u2069 · \u2068Успешно реализовано\u2069')
  })

  it('leaves nothing behind', () => {
    openPanel(shown).undo()
    expect(document.body.childNodes).toHaveLength(0)
  })
})
