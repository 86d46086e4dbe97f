// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import type { RunStart } from '../../widget/state/runStart'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { aPreviewRow, somePreview } from './somePreview'
import { someTexts } from './someTexts'

const writing = { written: 3_200, total: 12_480, secondsLeft: 120 }

/** The window of a run in a page; what it says has plain spaces for thin ones. */
const openDialog = (state: RunState = { phase: 'idle' }, start: Partial<RunStart> = {}) => {
  const scene = aRunModel(state, start)
  const container = document.createElement('div')
  document.body.append(container)
  const undo = mountRunDialog(container, scene.model, someTexts())
  return {
    ...scene,
    container,
    undo,
    screen: within(container),
    said: () => (container.textContent ?? '').replace(/[\u202f\u00a0]/g, ' '),
    show: (next: RunState) => {
      void act(() => scene.run.show(next))
    },
    press: (name: string | RegExp) => fireEvent.click(within(container).getByRole('button', { name })),
  }
}

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

describe('the window of a run', () => {
  it('starts what is ticked', () => {
    const { screen, run, press } = openDialog()
    fireEvent.click(screen.getByRole('checkbox', { name: 'Компании' }))
    press('Начать')
    expect(run.calls).toEqual(['start contacts'])
  })

  it('starts nothing while the settings cannot be read, and leads to them', () => {
    const { said, screen, asked, press } = openDialog({ phase: 'idle' }, { isSettingsBroken: true })
    expect(said()).toContain('Настройки не читаются. Откройте настройки виджета')
    expect(said()).not.toContain('выключены')
    expect(screen.queryByRole('button', { name: 'Начать' })).toBeNull()
    press('Открыть настройки')
    expect(asked).toEqual(['openSettings'])
  })

  it('starts nothing where the page has given no settings, and says what to do', () => {
    const given = { isSettingsBroken: true, areSettingsMissing: true }
    const { said, screen } = openDialog({ phase: 'idle' }, given)
    expect(said()).toContain('Настройки не получены от CRM')
    expect(said()).toContain('Обновите страницу')
    expect(said()).toContain('Ничего не записано')
    expect(screen.queryByRole('button', { name: 'Начать' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Открыть настройки' })).toBeNull()
  })

  it('starts nothing without an entity and says so', () => {
    const { screen, said } = openDialog({ phase: 'idle' }, { entities: ['contacts'] })
    expect(screen.getByRole('checkbox', { name: /Компании: выключены/ })).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Контакты' }))
    expect(screen.getByRole('button', { name: 'Начать' })).toHaveProperty('disabled', true)
    expect(said()).toContain('Отметьте контакты или компании')
  })

  it('tells the last run and the stages that no section has', () => {
    const { said, asked, press } = openDialog(
      { phase: 'idle' },
      {
        unassignedStages: [
          { name: 'Продажи: Новый', isNew: true },
          { name: 'Продажи: Успешно реализовано', isNew: false },
        ],
      },
    )
    expect(said()).toContain('Последнее заполнение: 21.11.2025 07:44, Анна Админова, за 4 мин 12 с')
    expect(said()).toContain('Новые этапы не выбраны ни в одном разделе: Продажи: Новый')
    expect(said()).toContain('НовыйЭтапы не выбраны ни в одном разделе: Продажи: Успешно реализовано')
    press('Открыть настройки')
    expect(asked).toEqual(['openSettings'])
  })

  it('tells of a last run that was stopped how much of it is missing', () => {
    const lastRun = { at: 1_763_700_252 as UnixSeconds, userName: 'Анна Админова', seconds: 9 }
    const { said } = openDialog(
      { phase: 'idle' },
      { lastRun: { ...lastRun, stopped: { written: 150, notWritten: 1315 } } },
    )
    expect(said()).toContain(
      'Последнее заполнение остановлено: 21.11.2025 07:44, Анна Админова. Записано 150, не записано: 1 315 карточек.',
    )
  })

  it('offers to go on with an unfinished run', () => {
    const unfinished = { startedAt: 1_763_732_040 as UnixSeconds, ...writing, hasBegunWriting: true }
    const { said, asked, press } = openDialog({ phase: 'idle' }, { unfinished })
    expect(said()).toContain('не закончен: записано не меньше 3 200 из 12 480')
    press('Продолжить пересчёт')
    press('Не продолжать')
    expect(asked).toEqual(['resumeUnfinished', 'dropUnfinished'])
    expect(said()).not.toContain('не закончен')
  })

  it('tells how much is read and how long it will take', () => {
    const { said, screen, run, press } = openDialog({
      phase: 'reading',
      progress: {
        source: 'leads',
        read: { leads: 12_500, customers: 0, contacts: 0, companies: 0 },
        secondsLeft: 240,
      },
    })
    expect(said()).toContain('Прочитано сделок: 12 500, осталось около 4 минут')
    expect(screen.getByRole('progressbar', { name: 'Чтение' }).hasAttribute('aria-valuenow')).toBe(false)
    press('Пауза')
    press('Остановить')
    expect(run.calls).toEqual(['pause', 'stop'])
  })

  it('tells how much is written and stops once', () => {
    const { said, screen, show } = openDialog({ phase: 'writing', progress: writing, isStopping: false })
    expect(said()).toContain('Записано 3 200 из 12 480, осталось около 2 минут')
    expect(screen.getByRole('progressbar', { name: 'Запись' }).getAttribute('aria-valuenow')).toBe('26')
    show({ phase: 'writing', progress: writing, isStopping: true })
    expect(said()).toContain('Остановка после текущей партии')
    for (const name of ['Пауза', 'Остановить'])
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true)
  })

  it('waits for another computer or goes on, as the user says', () => {
    const other = { kind: 'otherComputer', lastWriteAt: 1_763_732_040 as UnixSeconds } as const
    const paused = { phase: 'paused', during: 'writing', kept: 'stored', reading: null, writing } as const
    const { said, screen, show, run, press } = openDialog({ ...paused, reason: other })
    expect(said()).toContain('Похоже, заполнение идёт и на другом компьютере (последняя запись 16:34)')
    press('Подождать')
    show({ ...paused, reason: { ...other, isAwaited: true } })
    expect(said()).toContain('Ждём заполнение на другом компьютере (последняя запись 16:34)')
    expect(said()).toContain('этот пересчёт пойдёт дальше сам')
    expect(screen.queryByRole('button', { name: 'Подождать' })).toBeNull()
    press('Продолжить')
    expect(run.calls).toEqual(['wait', 'resume'])
  })

  it('offers to make a field again that was deleted during the run', () => {
    const { said, run, press } = openDialog({
      phase: 'paused',
      during: 'writing',
      reason: { kind: 'fieldGone', parentType: 'companies', key: 'refusedCount', name: '*Отказы, шт.' },
      kept: 'stored',
      reading: null,
      writing,
    })
    expect(said()).toContain('Поле «*Отказы, шт.» удалено (Компании)')
    press('Создать поле и продолжить')
    expect(run.calls).toEqual(['resume'])
  })

  it('says «Готово» with all counts, and how to see the columns', () => {
    const { said, asked, press } = openDialog({ phase: 'report', report: aRunReport({ columns: 'hidden' }) })
    expect(said()).toContain('Готово')
    expect(said()).toContain('Изменено312')
    expect(said()).toContain('Без изменений12 153')
    expect(said()).toContain('Длительность4 мин 12 с')
    expect(said()).toContain(
      'Чтобы увидеть колонки, откройте «Настройки списка» и добавьте поля со звёздочкой',
    )
    press('Настройки списка: Контакты')
    press('Настройки списка: Компании')
    expect(asked).toEqual(['openListSettings contacts', 'openListSettings companies'])
  })

  it('says that a group of fields is gone, where its fields are now, and who brings it back', () => {
    const report = aRunReport({ lostGroups: ['contacts', 'companies'] })
    const { said, asked, press } = openDialog({ phase: 'report', report })
    expect(said()).toContain(
      'Группу полей «*Аналитика продаж» удалили во время пересчёта (Контакты, Компании). Поля и цифры на месте',
    )
    press('Открыть настройки')
    expect(asked).toEqual(['openSettings'])
  })

  it('lists the cards that failed with reasons, repeats them and saves the report', () => {
    const failed = [
      { parent: { type: 'contacts', id: 7 }, name: 'Перцы', reason: 'missing', detail: '' },
    ] as const
    const { said, screen, run, files, press } = openDialog({
      phase: 'report',
      report: aRunReport({ failed }),
    })
    expect(said()).not.toContain('Готово')
    expect(screen.getByRole('link', { name: 'Перцы' }).getAttribute('href')).toBe('/contacts/detail/7')
    expect(said()).toContain('удалена во время пересчёта')
    press('Повторить только ошибки')
    press('Скачать отчёт')
    expect(run.calls).toEqual(['retryFailed'])
    expect(files).toHaveLength(1)
  })

  it('never says «Готово» of a run that was stopped', () => {
    const { said } = openDialog({ phase: 'report', report: aRunReport({ isComplete: false }) })
    expect(said()).not.toContain('Готово')
    expect(said()).toContain('Пересчёт остановлен. Записанное осталось')
  })

  it('repeats a run that failed, but not against a ban', () => {
    const { show, run, screen, press } = openDialog({
      phase: 'failed',
      failure: { kind: 'crm', error: 'malformed', detail: '', path: 'GET /api/v4/leads' },
    })
    press('Повторить')
    expect(run.calls).toEqual(['repeat'])
    show({ phase: 'failed', failure: { kind: 'crm', error: 'banned', detail: '', path: '' } })
    expect(screen.queryByRole('button', { name: 'Повторить' })).toBeNull()
  })

  it('says what happened, what it means and whom to write when a run fails', () => {
    const { said, screen } = openDialog({
      phase: 'failed',
      failure: { kind: 'crm', error: 'banned', detail: '', path: '' },
    })
    expect(screen.getByRole('alert').textContent).toContain('CRM заблокировала запросы')
    expect(said()).toContain('Ничего не записано.')
    expect(said()).toContain('help@example.com')
  })

  it('only shows what another tab does', () => {
    const { model, screen, said } = openDialog({ phase: 'writing', progress: writing, isStopping: false })
    void act(() => {
      model.follow({ phase: 'writing', progress: writing, isStopping: false })
    })
    expect(said()).toContain('Пересчёт идёт в другой вкладке')
    expect(said()).toContain('Записано')
    expect(screen.queryByRole('button', { name: 'Остановить' })).toBeNull()
  })

  it('keeps the keyboard in the window when a step takes its button away', () => {
    const { screen, show } = openDialog()
    const begin = screen.getByRole('button', { name: 'Начать' })
    begin.focus()
    show({ phase: 'checking' })
    expect(document.activeElement).toBe(screen.getByRole('region', { name: /Заполнение полей/ }))
  })

  it('leaves nothing behind, and undoing twice does no harm', () => {
    const { container, undo } = openDialog()
    undo()
    undo()
    expect(container.childNodes).toHaveLength(0)
  })
})

describe('the preview in the window', () => {
  const rows = [
    aPreviewRow({ parent: { type: 'contacts', id: 1 }, name: '<b>Остров</b>' }),
    aPreviewRow({ parent: { type: 'companies', id: 2 }, name: 'Перцы' }),
  ]
  const state: RunState = { phase: 'preview', preview: somePreview(rows) }

  it('counts the changes and shows old and new values', () => {
    const { said, screen, container } = openDialog(state)
    expect(said()).toContain(
      'Изменится 1 из 12 480, из них обнулятся 4; заполнятся впервые 15; без изменений 12 153',
    )
    expect(screen.getByRole('link', { name: '<b>Остров</b>' }).getAttribute('href')).toBe(
      '/contacts/detail/1',
    )
    expect(container.querySelector('b')).toBeNull()
    expect(said()).toContain('было 250 000 ₽, станет 500 000 ₽')
  })

  it('shows the other entity on its tab, by mouse and by arrow', () => {
    const { screen } = openDialog(state)
    fireEvent.click(screen.getByRole('tab', { name: 'Компании' }))
    expect(screen.getByRole('link', { name: 'Перцы' })).toBeDefined()
    fireEvent.keyDown(screen.getByRole('tab', { name: 'Компании' }), { key: 'ArrowRight' })
    expect(screen.getByRole('tab', { name: 'Контакты' }).getAttribute('aria-selected')).toBe('true')
    expect(screen.queryByRole('link', { name: 'Перцы' })).toBeNull()
  })

  it('is one stop of the Tab key, and arrows go from row to row', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      aPreviewRow({ parent: { type: 'contacts', id: index + 1 }, name: `Карточка ${index + 1}` }),
    )
    const { container } = openDialog({ phase: 'preview', preview: somePreview(many) })
    const stops = () =>
      [...container.querySelectorAll<HTMLElement>('.sales-analytics__preview a')].filter(
        ({ tabIndex }) => tabIndex === 0,
      )
    expect(stops().map((stop) => stop.textContent)).toEqual(['Карточка 1'])
    stops()[0]?.focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp'])
      void act(() => {
        fireEvent.keyDown(document.activeElement ?? document.body, { key })
      })
    expect(document.activeElement?.textContent).toBe('Карточка 2')
    void act(() => {
      fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' })
    })
    expect(document.activeElement?.textContent).toBe('Карточка 100')
    expect(stops()).toHaveLength(1)
  })

  it('shows the sums of all cards before and after, and sorts when asked', () => {
    const { said, screen, model } = openDialog(state)
    expect(said()).toContain('было 1 000 000 ₽, станет 1 250 000 ₽')
    fireEvent.change(screen.getByRole('combobox', { name: 'Порядок строк' }), { target: { value: 'drop' } })
    expect(model.preview.order.value).toBe('drop')
  })

  it('names the number of cards of the first choice, those filled for the first time included', () => {
    const { screen, said } = openDialog(state)
    expect(said()).toContain('32 карточки: изменятся 2, заполнятся впервые 30')
    const radio = screen.getByRole('radio', { name: 'Записать только изменившиеся' })
    expect(document.getElementById(radio.getAttribute('aria-describedby') ?? '')?.textContent).toContain('32')
  })

  it('only closes in an account without cards', () => {
    const none = { total: 0, changed: 0, zeroed: 0, firstTime: 0, unchanged: 0, unwritable: 0 }
    const { said, screen, run, press } = openDialog({
      phase: 'preview',
      preview: somePreview([], { contacts: none, companies: none }),
    })
    expect(said()).toContain('Карточек нет: записывать нечего')
    expect(said()).not.toContain('совпадают')
    expect(screen.queryByRole('radio')).toBeNull()
    press('Закрыть')
    expect(run.calls).toEqual(['choose nothing'])
  })

  it('filters and searches', () => {
    const { screen, said, press } = openDialog(state)
    press('уменьшатся')
    expect(said()).toContain('Ничего не найдено')
    press('вырастут')
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'нет такой' } })
    expect(said()).toContain('Строк: 0')
  })

  it('asks what to write, names the cards whose date moves, and asks nothing back', () => {
    const { screen, said, run, press } = openDialog(state)
    expect(said()).toContain(
      'Записать цифры и обновить «Актуально на» у всех (дата изменения сменится у 24 960 карточек; это увидят вебхуки, триггеры и другие виджеты)',
    )
    fireEvent.click(screen.getByRole('radio', { name: 'Записать только изменившиеся' }))
    press('Записать')
    expect(run.calls).toEqual(['choose changed'])
  })

  it('closes when nothing is to be written', () => {
    const { screen, run, asked, press } = openDialog(state)
    fireEvent.click(screen.getByRole('radio', { name: 'Ничего не записывать' }))
    press('Закрыть')
    expect(run.calls).toEqual(['choose nothing'])
    run.show({ phase: 'report', report: aRunReport({ choice: 'nothing' }) })
    expect(asked).toEqual(['close'])
  })

  it('asks whether to count anew as soon as other settings come into force, before anything is written', () => {
    const { model, run, said, screen, press } = openDialog(state)
    run.changeSettings()
    void act(() => model.checkSettings())
    expect(said()).toContain('цифры здесь посчитаны по прежним')
    expect(screen.queryByRole('button', { name: 'Записать' })).toBeNull()
    press('Пересчитать по новым настройкам')
    press('Записать по прежним настройкам')
    expect(run.calls).toEqual(['repeat', 'choose all'])
  })

  it('says while figures are counted or written that the settings have changed since', () => {
    const { model, run, said, show } = openDialog(state)
    run.changeSettings()
    expect(said()).not.toContain('Настройки с начала этого заполнения изменились')
    void act(() => model.unfold())
    expect(said()).toContain('Настройки с начала этого заполнения изменились')
    show({ phase: 'writing', progress: writing, isStopping: false })
    expect(said()).toContain('Чтобы записать по новым, запустите заполнение ещё раз')
    show({ phase: 'cancelled' })
    expect(said()).not.toContain('Настройки с начала этого заполнения изменились')
  })
})
