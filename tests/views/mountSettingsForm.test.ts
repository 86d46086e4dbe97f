// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { withoutIds } from '../../widget/settings/accountOfSettings'
import type { SettingsFormOptions } from '../../widget/state/createSettingsFormModel'
import { mountSettingsForm } from '../../widget/views/mountSettingsForm'
import { settingsElsewhere } from '../builders/otherAccount'
import { someSettings } from '../builders/someSettings'
import { aSettingsForm } from './aSettingsForm'
import { someTexts } from './someTexts'

const openForm = (options: Partial<SettingsFormOptions> = {}) => {
  const model = aSettingsForm(options)
  const undo = mountSettingsForm(document.body, model, someTexts())
  const screen = within(document.body)
  return {
    model,
    undo,
    screen,
    said: () => document.body.textContent ?? '',
    press: (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name })),
    tick: (name: string | RegExp) => fireEvent.click(screen.getByRole('checkbox', { name })),
  }
}

const openPicker = (options: Partial<SettingsFormOptions> = {}) => {
  const form = openForm(options)
  form.press(/^2\.1\)/)
  return form
}

const outcome = (): string | undefined =>
  document.querySelector('.sales-analytics__notice_error')?.textContent

afterEach(() => document.body.replaceChildren())

describe('the settings form', () => {
  it('asks its questions in the order and with the numbers of the screen', () => {
    const { said } = openForm()
    const questions = [
      '1) Для каких сущностей вычислять?',
      '2) Потенциальные продажи (В РАБОТЕ)',
      '2.1) Какие этапы Сделок учитывать?',
      '2.2) Какие этапы Покупателей учитывать?',
      'этапы предстоящих покупок',
      'этап "Не купили"',
      '3) Успешные продажи (КУПИЛИ)',
      '3.1) Какие этапы Сделок учитывать?',
      '3.2) Какие этапы Покупателей учитывать?',
      'этап "Покупки"',
      '4) Сорванные продажи (ОТКАЗАЛИСЬ)',
      '4.1) Какие этапы Сделок учитывать?',
      '4.2) Какие этапы Покупателей учитывать?',
      'этап "Закрытые"',
      '5) Дополнительно',
    ]
    const places = questions.map((question) => said().indexOf(question))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((left, right) => left - right))
  })

  it('says that its settings were carried over from another account, asks for a new choice, and can be saved', () => {
    const settings = withoutIds(someSettings(settingsElsewhere))
    const issues = [{ code: 'otherAccount', path: 'account', expected: '1', received: '2' }] as const
    const { model, said } = openForm({ settings: { ...settings, account: 31_000_100 }, issues })
    expect(said()).toContain('Настройки перенесены из другого аккаунта')
    expect(said()).toContain('Выберите этапы заново и нажмите «Сохранить»')
    expect([model.isDirty.value, model.canSave.value]).toEqual([true, true])
    expect(model.draft.value).toMatchObject({ account: 31_000_100, contacts: 'main', saleDateField: null })
    for (const { stages } of [model.draft.value.inWork, model.draft.value.bought]) expect(stages).toEqual({})
    model.markSaved()
    return expect.poll(said).not.toContain('Настройки перенесены')
  })

  it('ticks buyers and entities', () => {
    const { model, tick } = openForm()
    tick('этап "Не купили"')
    tick('Контакты')
    expect(model.draft.value.buyers.notBought).toBe(true)
    expect(model.draft.value.entities).toEqual(['companies'])
  })

  it('says beside the boxes that one entity must be ticked', () => {
    const { model, screen, tick } = openForm()
    tick('Контакты')
    tick('Компании')
    expect(screen.getByRole('alert').textContent).toBe('Отметьте хотя бы одну сущность')
    // The CRM's «Сохранить» sleeps now and does not ask: the words have to be beside it without a press.
    expect(outcome()).toBe('Сохранить нельзя. Отметьте хотя бы одну сущность')
    model.attemptSave()
    return expect
      .poll(() => screen.getAllByRole('alert').at(-1)?.textContent)
      .toBe('Сохранить нельзя. Отметьте хотя бы одну сущность')
  })

  it('brings the focus to the boxes from the words beside «Сохранить»', () => {
    const { tick, press, screen } = openForm()
    tick('Контакты')
    tick('Компании')
    press('Отметьте хотя бы одну сущность')
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Контакты' }))
  })

  it('ends with the words about saving, after which the CRM’s «Сохранить» stands', () => {
    const { tick } = openForm()
    tick('Контакты')
    tick('Компании')
    expect(document.querySelector('.sales-analytics__form')?.lastElementChild?.textContent).toBe(outcome())
  })

  it('names the support as addresses to press', () => {
    const { screen } = openForm()
    const links = screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])
    expect(links).toEqual([
      ['https://help.example.com', 'https://help.example.com'],
      ['help@example.com', 'mailto:help@example.com'],
    ])
    expect(screen.getByText(/^Поддержка:/).textContent).toBe(
      'Поддержка: https://help.example.com, help@example.com',
    )
  })

  it('says what a saved rate means that is above what the CRM allows an integration', async () => {
    const { press, said, model } = openForm({ settings: someSettings({ rate: 50 }) })
    press('5) Дополнительно')
    expect(said()).toContain('Сохранено 50')
    model.choose('rate', 7)
    await expect.poll(said).not.toContain('Сохранено 50')
    expect(said()).toContain('CRM допускает не больше 7 запросов в секунду.')
  })

  it('takes buyers away with the reason where the account has none', () => {
    const { screen, said } = openForm({ customersMode: 'disabled' })
    expect(screen.getByRole('checkbox', { name: 'этап "Закрытые"' })).toHaveProperty('disabled', true)
    expect(screen.getByRole('checkbox', { name: 'этап "Закрытые"' })).toHaveProperty('checked', false)
    expect(said()).toContain('Покупатели в этом аккаунте выключены')
  })

  it('says that the old text is kept when it cannot be read', () => {
    const { said } = openForm({
      issues: [{ code: 'newerVersion', path: 'v', expected: '1', received: '9' }],
    })
    expect(said()).toContain('Старый текст останется, пока вы не нажмёте «Сохранить»')
  })

  it('opens the rest only when asked, and edits it', () => {
    const { model, screen, press } = openForm({ settings: someSettings({ rate: 20 }) })
    expect(screen.queryByRole('radio', { name: 'очистить поля' })).toBeNull()
    press('5) Дополнительно')
    fireEvent.click(screen.getByRole('radio', { name: 'очистить поля' }))
    expect(screen.getByRole('combobox', { name: 'Запросов к CRM в секунду' })).toHaveProperty('value', '20')
    fireEvent.change(screen.getByRole('combobox', { name: 'Дата продажи' }), { target: { value: '901' } })
    expect(model.draft.value).toMatchObject({ empty: 'clear', rate: 20, saleDateField: 901 })
  })

  it('deletes the fields of an unticked entity at once, only after the typed word, and says that it did', async () => {
    const deleteFields = vi.fn(() => Promise.resolve())
    const { screen, said, press, tick } = openForm({
      typesWithFields: ['contacts', 'companies'],
      actions: { deleteFields },
    })
    tick('Компании')
    expect(said()).toContain('Поля компаний останутся и больше не обновляются')
    press('Удалить поля')
    expect(said()).toContain('*Продажи, руб.; *Ср. чек, руб.')
    expect(said()).toContain('Удаление начнётся сразу, не дожидаясь «Сохранить»')
    expect(said()).not.toContain('останутся')
    press('Удалить поля')
    expect(deleteFields).not.toHaveBeenCalled()
    fireEvent.input(screen.getByRole('textbox', { name: /введите слово/ }), {
      target: { value: 'Удалить ' },
    })
    press('Удалить поля')
    expect(deleteFields).toHaveBeenCalledExactlyOnceWith('companies')
    await expect.poll(said).toContain('Поля компаний удалены')
  })

  it('offers no deletion to those who may not', () => {
    const { screen, tick } = openForm({ typesWithFields: ['companies'] })
    tick('Компании')
    expect(screen.queryByRole('button', { name: 'Удалить поля' })).toBeNull()
  })
})

describe('the drop-down of stages', () => {
  it('says how many stages are chosen, and «Выбрать» where none are', () => {
    const { screen, tick } = openPicker({ settings: someSettings() })
    const button = screen.getByRole('button', { name: /^2\.1\)/ })
    expect(button.textContent).toBe('Выбрано 3 этапа, включая новые')
    tick('Все обычные этапы, включая новые')
    expect(button.textContent).toBe('Выбрать')
    tick('Договор')
    expect(button.textContent).toBe('Выбран 1 этап')
  })

  it('takes one stage out of «all, new ones included» and keeps the rest', () => {
    const { model, screen, tick } = openPicker()
    tick('Договор')
    expect(model.draft.value.inWork).toEqual({ open: false, stages: { 10: [21], 30: [41] } })
    expect(screen.getByRole('checkbox', { name: /Все обычные/ })).toHaveProperty('checked', false)
  })

  it('moves a stage of another section only after a click that says so', () => {
    const { model, screen, press } = openPicker({
      settings: someSettings({ bought: { won: true, stages: { 10: [22] } } }),
    })
    const stage = screen.getByRole('checkbox', { name: 'Договор' })
    expect(document.querySelector(`[id="${stage.getAttribute('aria-describedby')}"]`)?.textContent).toBe(
      'в разделе КУПИЛИ',
    )
    fireEvent.click(stage)
    expect(stage).toHaveProperty('checked', false)
    expect(model.draft.value.bought.stages).toEqual({ 10: [22] })
    press('Перенести')
    expect(model.draft.value.bought.stages).toEqual({})
    expect(model.draft.value.inWork.stages).toEqual({ 10: [22] })
  })

  it('takes a whole pipeline in and out', () => {
    const { model, press } = openPicker({
      settings: someSettings({ inWork: { open: false, stages: {} } }),
    })
    press('Все этапы воронки Продажи')
    expect(model.draft.value.inWork.stages).toEqual({ 10: [21, 22] })
    press('Ни одного этапа воронки Продажи')
    expect(model.draft.value.inWork.stages).toEqual({})
  })

  it('searches stages and marks archived pipelines', () => {
    const { screen, said } = openPicker()
    expect(said()).toContain('Старая воронкаархив')
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'замер' } })
    expect(screen.queryByRole('checkbox', { name: 'Договор' })).toBeNull()
    expect(screen.getByRole('checkbox', { name: 'Замер' })).toBeDefined()
  })

  it('closes on Esc without closing the window around it, and on a click outside', () => {
    const closeWindow = vi.fn()
    document.body.addEventListener('keydown', closeWindow)
    const { screen, press } = openPicker()
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' })
    expect(screen.queryByRole('searchbox')).toBeNull()
    expect(closeWindow).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^2\.1\)/ }))
    press(/^3\.1\)/)
    expect(screen.getByRole('searchbox')).toBeDefined()
    document.body.removeEventListener('keydown', closeWindow)
  })

  it('shows a vanished stage until its cross is pressed', () => {
    const { model, said, press } = openForm({
      settings: someSettings({ refused: { lost: true, stages: { 77: [771] } } }),
    })
    expect(said()).toContain('этап удалён или в архиве')
    press('Убрать этап 771 воронки 77')
    expect(model.draft.value.refused.stages).toEqual({})
    expect(said()).not.toContain('этап удалён или в архиве')
  })
})
