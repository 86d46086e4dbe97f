import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedHost } from '../../host/page/support/openHost'
import { openSamples, seenBy } from '../support/openSamples'

const code = 'sample_controls'
let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openSamples([code], { contacts: [{ id: 1, name: 'Анна' }] })
})

beforeEach(async () => {
  page = await host.open('/contacts/detail/1')
  await page.locator('.sample-controls').waitFor()
})

afterAll(() => host.close())

const told = (): Promise<string[]> => seenBy<string[]>(page, code)

describe('a control that a widget draws', () => {
  test('select opens, is chosen from by mouse and by keys, and tells once', async () => {
    const list = page.locator('.sc-select .control--select--list--item')
    expect(await page.inputValue('#sc_select')).toBe('y')
    await page.click('.sc-select .control--select--button')
    await list.filter({ hasText: 'Нельзя' }).click()
    expect(await page.inputValue('#sc_select')).toBe('y')
    await list.filter({ hasText: 'Зет' }).click()
    expect(await list.first().isVisible()).toBe(false)
    expect(await page.inputValue('#sc_select')).toBe('z')
    expect(await page.innerText('.sc-select .control--select--button-inner')).toBe('Зет')
    expect(await told()).toEqual(['stage=z'])
    await page.focus('.sc-select .control--select--button')
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
    expect(await page.inputValue('#sc_select')).toBe('x')
  })

  test('select closes by a press elsewhere and by Esc', async () => {
    const list = page.locator('.sc-select .control--select--list-opened')
    await page.click('.sc-select .control--select--button')
    await list.waitFor()
    await page.mouse.click(600, 20)
    expect(await list.count()).toBe(0)
    await page.click('.sc-select .control--select--button')
    await page.keyboard.press('Escape')
    expect(await list.count()).toBe(0)
  })

  test('checkbox shows and tells whether it is checked', async () => {
    await page.check('#sc_checkbox', { force: true })
    expect(await page.locator('.control-checkbox.is-checked #sc_checkbox').count()).toBe(1)
    expect(await told()).toEqual(['agree=true'])
  })

  test('checkboxes_dropdown lists what is chosen, and all or none by its master box', async () => {
    const box = page.locator('.sc-dropdown')
    const title = box.locator('.checkboxes_dropdown__title')
    expect(await title.innerText()).toBe('Выберите')
    await title.click()
    await box.getByText('Второй').click()
    expect(await title.textContent()).toBe('Второй')
    expect(await box.locator('.js-item-checkbox[name="kinds[]"]:checked').getAttribute('value')).toBe('b')
    await box.getByText('Снять выделение').click()
    await box.getByText('Выбрать все').click()
    expect(await box.locator('.js-item-checkbox:checked').count()).toBe(3)
    expect(await title.textContent()).toBe('Все варианты')
  })

  test('checkboxes_dropdown/values_title counts what is chosen', async () => {
    const box = page.locator('.sc-values')
    const title = box.locator('.checkboxes_dropdown__title')
    expect(await title.innerText()).toBe('Первый')
    await title.click()
    await box.getByText('Второй').click()
    expect(await title.textContent()).toBe('2 варианта')
  })

  test('date_field opens a calendar and takes a day from it', async () => {
    await page.fill('#sc_date', '10.03.2024')
    await page.locator('.date_field__calendar').waitFor()
    await page.keyboard.press('Escape')
    await page.click('#sc_date')
    await page.getByRole('button', { name: 'Следующий месяц' }).click()
    await page.getByRole('button', { name: '15', exact: true }).click()
    expect(await page.inputValue('#sc_date')).toBe('15.04.2024')
    expect(await told()).toEqual(['day=15.04.2024'])
    expect(await page.locator('.date_field__calendar').count()).toBe(0)
  })

  test('suggest proposes, narrows by what is typed, and takes a choice', async () => {
    const items = page.locator('.sc-suggest .control--suggest--list--item')
    await page.click('#sc_suggest')
    expect(await items.filter({ visible: true }).count()).toBe(3)
    await page.locator('#sc_suggest').pressSequentially('11')
    expect(await items.filter({ visible: true }).allInnerTexts()).toEqual(['11:00'])
    await items.filter({ visible: true }).click()
    expect(await page.inputValue('#sc_suggest')).toBe('11:00')
    expect(await page.getAttribute('#sc_suggest', 'data-value-id')).toBe('11')
    expect(await told()).toEqual(['time=11:00'])
  })

  test('radio, multiselect, file, input and textarea have their parameters', async () => {
    await page.check('#sc_radio_2', { force: true })
    expect(await page.locator('.icon-radio-checked input').getAttribute('id')).toBe('sc_radio_2')
    const several = page.locator('select[name="several"]')
    expect(await several.evaluate((one: HTMLSelectElement) => [one.multiple, one.value])).toEqual([true, '2'])
    expect(await page.getAttribute('#sc_file', 'accept')).toBe('.pdf')
    expect(await page.getAttribute('#sc_input.text-input', 'maxlength')).toBe('20')
    expect(await page.inputValue('#sc_textarea')).toBe('текст <b>')
  })

  test('button shows that it works, and that it failed', async () => {
    await page.click('#sc_button')
    expect(await page.locator('#sc_button.button-input-loading .spinner-icon').isVisible()).toBe(true)
    const trigger = (event: string): Promise<void> =>
      page.evaluate((name) => {
        ;(window as unknown as { jQuery: JQueryStatic }).jQuery('#sc_button').trigger(name)
      }, event)
    await trigger('button:load:error')
    expect(await page.locator('#sc_button .button-input__spinner').count()).toBe(0)
    await trigger('button:save:disable')
    expect(await page.locator('#sc_button.button-input-disabled').count()).toBe(1)
    await trigger('button:save:enable')
    expect(await page.locator('#sc_button.button-input_blue:not(.button-input-disabled)').count()).toBe(1)
    expect(await page.locator('#sc_cancel.button-cancel, #sc_delete.button-delete').count()).toBe(2)
  })
})
