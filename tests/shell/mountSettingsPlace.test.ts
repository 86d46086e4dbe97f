// @vitest-environment happy-dom
import $ from 'jquery'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  applySettingsText,
  mountSettingsPlace,
  type SettingsWindow,
} from '../../widget/shell/mountSettingsPlace'
import type { Undo } from '../../widget/shell/undo'
import { settle, showPage } from './hostDocument'

const code = 'sales_analytics'

const settingsModal = (custom: string): string => `
  <div class="modal ${code}"><div class="widget-settings__desc-space"><div class="widget_settings_block__fields">${custom}</div>
    <button class="js-widget-save button-input button-input-disabled">Сохранить</button></div></div>`

const customField = `<div id="${code}_custom_content"></div><input type="hidden" id="${code}_custom" name="custom" value="">`

const body = (): HTMLElement =>
  document.querySelector<HTMLElement>('.widget-settings__desc-space') ?? document.body
const hiddenInput = (): HTMLInputElement | null => document.querySelector('input[name="custom"]')
const saveButton = (): HTMLElement | null => document.querySelector('.js-widget-save')

describe('mountSettingsPlace', () => {
  let settingsWindow: SettingsWindow | undefined
  const undoForm = vi.fn()
  const undos: Undo[] = []

  const mount = (): Undo => {
    const undo = mountSettingsPlace({
      code,
      field: 'custom',
      body: body(),
      mount: (container, opened) => {
        container.textContent = 'Для каких сущностей вычислять?'
        settingsWindow = opened
        return undoForm
      },
    })
    undos.push(undo)
    return undo
  }

  beforeEach(() => {
    undoForm.mockReset()
    showPage(settingsModal(customField))
  })

  afterEach(() => {
    for (const undo of undos.splice(0)) undo()
  })

  it('stands in the place of the custom field', () => {
    mount()
    expect(document.querySelector(`#${code}_custom_content`)?.textContent).toBe(
      'Для каких сущностей вычислять?',
    )
  })

  it('stands at the head of the fields where the place of the custom field is missing', () => {
    showPage(settingsModal('<input name="other">'))
    mount()
    const first = document.querySelector('.widget_settings_block__fields')?.firstElementChild
    expect(first?.textContent).toBe('Для каких сущностей вычислять?')
  })

  it('fills the hidden input and wakes the button of the CRM by its event', () => {
    mount()
    const onChange = vi.fn()
    $(document.body).on('change', 'input[name="custom"]', onChange)
    settingsWindow?.fill('{"v":1}')
    settingsWindow?.fill('{"v":1}')
    $(document.body).off('change')
    expect(hiddenInput()?.value).toBe('{"v":1}')
    expect(onChange).toHaveBeenCalledOnce()
  })

  it('wakes the button of the CRM with an unchanged text where it is asked to', () => {
    mount()
    settingsWindow?.fill('{"v":1}')
    const onChange = vi.fn()
    $(document.body).on('change', 'input[name="custom"]', onChange)
    settingsWindow?.wake()
    $(document.body).off('change')
    expect(hiddenInput()?.value).toBe('{"v":1}')
    expect(onChange).toHaveBeenCalledOnce()
  })

  it('wakes the button of the CRM by the event of its own code as well', () => {
    mount()
    const onEnable = vi.fn()
    $('.js-widget-save').on('button:save:enable', onEnable)
    settingsWindow?.fill('[1]')
    settingsWindow?.fill('[1]')
    expect(onEnable).toHaveBeenCalledOnce()
    settingsWindow?.wake()
    expect(onEnable).toHaveBeenCalledTimes(2)
  })

  it('finds the button by its id in a window without the class of the widget', () => {
    showPage(
      settingsModal(customField)
        .replace(`modal ${code}`, 'modal')
        .replace('<button ', `<button id="save_${code}" `),
    )
    mount()
    const onEnable = vi.fn()
    $('.js-widget-save').on('button:save:enable', onEnable)
    settingsWindow?.fill('[1]')
    expect(onEnable).toHaveBeenCalledOnce()
    saveButton()?.classList.remove('button-input-disabled')
    settingsWindow?.setSavable(false)
    expect(saveButton()?.classList.contains('button-input-disabled')).toBe(true)
  })

  it('lets the user save only without errors', () => {
    mount()
    saveButton()?.classList.remove('button-input-disabled')
    settingsWindow?.setSavable(false)
    expect(saveButton()?.classList.contains('button-input-disabled')).toBe(true)
    expect(saveButton()?.getAttribute('aria-disabled')).toBe('true')
    settingsWindow?.setSavable(true)
    expect(saveButton()?.classList.contains('button-input-disabled')).toBe(false)
    expect(saveButton()?.getAttribute('aria-disabled')).toBe('false')
  })

  it('leaves a button asleep that the CRM put to sleep: nothing has changed yet', () => {
    mount()
    settingsWindow?.setSavable(true)
    expect(saveButton()?.classList.contains('button-input-disabled')).toBe(true)
  })

  it('goes with its undo, once', () => {
    const undo = mount()
    undo()
    undo()
    expect(undoForm).toHaveBeenCalledOnce()
    expect(document.querySelector('.sales-analytics__settings')).toBeNull()
  })

  it('goes when the CRM closes the window without a word', async () => {
    mount()
    document.querySelector('.modal')?.remove()
    await settle()
    expect(undoForm).toHaveBeenCalledOnce()
  })

  it('does not double when the window is opened again', () => {
    mount()
    mount()
    expect(document.querySelectorAll('.sales-analytics__settings')).toHaveLength(1)
  })
})

describe('applySettingsText', () => {
  beforeEach(() => showPage(settingsModal(customField)))

  it('gives the CRM the text to store', () => {
    const event = { active: 'Y' as const, fields: { custom: '' } }
    expect(applySettingsText(code, 'custom', event, '{"v":1}')).toBe(true)
    expect(event.fields.custom).toBe('{"v":1}')
  })

  it('refuses with errors in the form, and says so on the button', () => {
    const onError = vi.fn()
    $('.js-widget-save').on('button:save:error', onError)
    const event = { active: 'Y' as const, fields: { custom: 'old' } }
    expect(applySettingsText(code, 'custom', event, null)).toBe(false)
    expect(event.fields.custom).toBe('old')
    expect(onError).toHaveBeenCalledOnce()
  })
})
