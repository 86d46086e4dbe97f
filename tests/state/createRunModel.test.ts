import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import type { RunPreview } from '../../widget/jobs/runState'
import { aRunModel, aRunStart } from '../views/aRunModel'
import { aRunReport } from '../views/aRunReport'
import { aPreviewRow, somePreview } from '../views/somePreview'

const rows = Array.from({ length: 100 }, (_, index) =>
  aPreviewRow({ parent: { type: 'contacts', id: 1000 + index }, name: `Контакт ${index}` }),
)

describe('createRunModel', () => {
  it('starts with the entities of the settings ticked', () => {
    const { model, run } = aRunModel({ phase: 'idle' }, { entities: ['companies'] })
    model.begin()
    expect(run.calls).toEqual(['start companies'])
  })

  it('starts nothing while no entity is ticked', () => {
    const { model, run } = aRunModel()
    model.toggleType('contacts')
    model.toggleType('companies')
    model.begin()
    expect(run.calls).toEqual([])
  })

  it('keeps the ticks when the start dialog learns more, and drops them when the settings change', () => {
    const { model } = aRunModel()
    model.toggleType('companies')
    model.prepare(aRunStart({ unassignedStages: [{ name: 'Продажи: Новый', isNew: true }] }))
    expect(model.chosenTypes.value).toEqual(['contacts'])
    model.prepare(aRunStart({ entities: ['companies'] }))
    expect(model.chosenTypes.value).toEqual(['companies'])
  })

  it('shows each new state of the run until it is disposed', () => {
    const { model, run } = aRunModel()
    run.show({ phase: 'checking' })
    expect(model.state.value.phase).toBe('checking')
    model.dispose()
    run.show({ phase: 'cancelled' })
    expect(model.state.value.phase).toBe('checking')
  })

  it('closes the window after «Ничего не записывать» alone', () => {
    const { model, run, asked } = aRunModel({ phase: 'preview', preview: somePreview(rows) })
    model.preview.choice.value = 'changed'
    model.confirmChoice()
    expect(asked).toEqual([])
    model.preview.choice.value = 'nothing'
    model.confirmChoice()
    expect(run.calls).toEqual(['choose changed', 'choose nothing'])
    // The run is still there: a window closed now would fold.
    expect(asked).toEqual([])
    run.show({ phase: 'report', report: aRunReport({ choice: 'nothing' }) })
    expect(asked).toEqual(['close'])
  })

  it('shows the start again over the end of a run, with the ticks of the settings', () => {
    const { model, run } = aRunModel({ phase: 'report', report: aRunReport() })
    model.toggleType('contacts')
    model.reopen(aRunStart())
    expect(model.state.value.phase).toBe('idle')
    model.begin()
    expect(run.calls).toEqual(['start contacts,companies'])
  })

  it('drops an unfinished run for good', () => {
    const { model, asked } = aRunModel(
      { phase: 'idle' },
      { unfinished: { startedAt: aRunReport().startedAt, written: 1, total: 2, hasBegunWriting: true } },
    )
    model.dropUnfinished()
    expect(model.start.value.unfinished).toBeNull()
    expect(asked).toEqual(['dropUnfinished'])
  })

  it('saves the report as text that a table program cannot take for a formula', () => {
    const { model, files } = aRunModel()
    model.saveReport(
      aRunReport({
        failed: [
          { parent: { type: 'contacts', id: 7 }, name: '=1+1;"x"', reason: 'refused', detail: 'Плохо' },
        ],
      }),
    )
    expect(files[0]?.name).toBe('Отчёт о заполнении 21.11.2025 07-44.csv')
    expect(files[0]?.text).toMatch(/^\ufeff[^\ufeff]*$/)
    expect(files[0]?.text).toContain(
      '"ID";"Сущность";"Карточка";"Причина"\r\n"7";"Контакты";"\'=1+1;""x""";"CRM отказала: Плохо"\r\n',
    )
    expect(files[0]?.text).toContain('"Карточки";"Контакты";"Компании";"Всего"')
    expect(files[0]?.text).toContain('"Изменено";"300";"12";"312"')
    expect(files[0]?.text).toContain('"Кто запустил";"Анна Админова"')
  })

  it('saves the settings of the run in words, and as the CRM keeps them', () => {
    const { model, files } = aRunModel()
    const settings = {
      ...defaultSettings,
      contacts: 'split',
      bought: { won: true, stages: { 11: [201, 202] } },
    } as const
    model.saveReport(aRunReport({ settingsText: formatSettings(settings) }))
    const text = files[0]?.text ?? ''
    expect(text).toContain('"Сущности";"Контакты, Компании"')
    expect(text).toContain(
      '"Купили";"Успешно реализовано во всех воронках, включая новые; Выбрано 2 этапа; этап ""Покупки"""',
    )
    expect(text).toContain(
      '"Сделка с несколькими контактами";"разделить сумму поровну, штуки засчитать каждому"',
    )
    expect(text).toContain('"Знаков после запятой в среднем чеке";"2"')
    expect(text).toContain(`"Те же настройки, как их хранит CRM";"${formatSettings(settings)}"`)
  })
})

describe('the preview of a run', () => {
  it('opens on the entity of the list and the choice that the run names', () => {
    const { model, run } = aRunModel({ phase: 'idle' }, { currentType: 'companies' })
    expect(model.preview.rows.value.total).toBe(0)
    run.show({ phase: 'preview', preview: { ...somePreview(rows), preselected: 'changed' } })
    expect(model.preview.type.value).toBe('companies')
    expect(model.preview.choice.value).toBe('changed')
  })

  it('shows the only entity there is, whatever the list', () => {
    const { model } = aRunModel(
      {
        phase: 'preview',
        preview: somePreview(rows, {
          contacts: { total: 10, changed: 3, zeroed: 0, firstTime: 2, unchanged: 4, unwritable: 1 },
        }),
      },
      { currentType: 'companies' },
    )
    expect(model.preview.type.value).toBe('contacts')
    expect(model.preview.cardsTotal.value).toBe(9)
    expect(model.preview.changedTotal.value).toBe(5)
  })

  it('shows more rows when more are found, and follows the preview that is open alone', () => {
    const listeners = new Set<() => void>()
    let shown = rows.slice(0, 3)
    const growing = {
      ...somePreview(rows),
      rows: (query: Parameters<RunPreview['rows']>[0]) => somePreview(shown).rows(query),
      subscribe(listener: () => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const { model, run } = aRunModel({ phase: 'preview', preview: growing })
    expect(model.preview.rows.value.total).toBe(3)
    shown = rows.slice(0, 7)
    for (const listener of listeners) listener()
    expect(model.preview.rows.value.total).toBe(7)
    run.show({ phase: 'idle' })
    expect(listeners.size).toBe(0)
  })

  it('keeps what the user chose when it is renewed while it is open', () => {
    const { model, run } = aRunModel({ phase: 'preview', preview: somePreview(rows) })
    model.preview.choice.value = 'nothing'
    model.preview.find('контакт 9')
    run.show({ phase: 'preview', preview: somePreview(rows.slice(0, 50)) })
    expect(model.preview.choice.value).toBe('nothing')
    expect(model.preview.rows.value.total).toBe(1)
  })

  it('draws a window of rows that follows the scrolling', () => {
    const { model } = aRunModel({ phase: 'preview', preview: somePreview(rows) })
    const { preview } = model
    preview.scrollTo(2, 7)
    expect(preview.from.value).toBe(0)
    preview.scrollTo(60, 7)
    const shown = preview.rows.value.rows.map(({ parent }) => parent.id)
    expect(shown).toContain(1060)
    expect(shown).toContain(1067)
    expect(shown.length).toBeLessThan(50)
  })

  it('goes back to the first row when the filter, the search or the tab changes', () => {
    const { model } = aRunModel({ phase: 'preview', preview: somePreview(rows) })
    const { preview } = model
    for (const change of [
      () => preview.chooseFilter('grew'),
      () => preview.find('контакт'),
      () => preview.chooseType('companies'),
    ]) {
      preview.scrollTo(60, 7)
      change()
      expect(preview.from.value).toBe(0)
    }
  })

  it('finds by a part of the name and by id', () => {
    const { model } = aRunModel({ phase: 'preview', preview: somePreview(rows) })
    model.preview.find(' контакт 99 ')
    expect(model.preview.rows.value.total).toBe(1)
    model.preview.find('1042')
    expect(model.preview.rows.value.rows[0]?.name).toBe('Контакт 42')
  })
})
