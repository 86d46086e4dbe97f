// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mountCardFields, type CardFields } from '../../widget/shell/mountCardFields'
import { settle, showCard, showPage } from './hostDocument'

const fieldId = 501
const fresh = new Map([[fieldId, '500000']])

const input = (value: string, id = fieldId): string =>
  `<div class="linked-form__field" data-id="${id}"><input name="CFV[${id}]" value="${value}" readonly></div>`

const mainForm = (content: string): string =>
  `<div class="linked-forms__group-wrapper linked-forms__group-wrapper_main">${content}</div>`

const linkedForm = (content: string): string =>
  `<form class="linked-form" id="linked_form_9">${content}</form>`

const card = (content: string, isDirty = false): string =>
  `<div id="card_fields">${content}
    <div class="card-fields__button-block ${isDirty ? '' : 'hidden'}"></div></div>`

const mainFormElement = (): HTMLElement => {
  const form = document.createElement('div')
  form.innerHTML = mainForm(input('7'))
  return form
}

const inputs = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('input')]
const values = (): string[] => inputs().map((one) => one.value)

describe('mountCardFields', () => {
  let fields: CardFields | undefined
  let changed: readonly string[] = []
  let isOpen = true

  const mount = (markup: string): void => {
    fields?.undo()
    showPage(markup)
    fields = mountCardFields({ isOpen: () => isOpen, changedFields: () => changed })
  }

  beforeEach(() => {
    changed = []
    isOpen = true
  })

  it('shows the fresh value, with no sign of a change', () => {
    mount(card(mainForm(input('100'))))
    const onChange = vi.fn()
    document.addEventListener('change', onChange)
    document.addEventListener('input', onChange)
    fields?.apply(fresh)
    expect(values()).toEqual(['500000'])
    expect(inputs()[0]?.defaultValue).toBe('500000')
    expect(onChange).not.toHaveBeenCalled()
  })

  it('leaves the forms of linked entities alone, also one inside the main form', () => {
    mount(card(mainForm(input('100') + linkedForm(input('7'))) + linkedForm(input('8'))))
    fields?.apply(fresh)
    expect(values()).toEqual(['500000', '7', '8'])
  })

  it('leaves other fields alone', () => {
    mount(card(mainForm(input('100') + input('200', 502))))
    fields?.apply(fresh)
    expect(values()).toEqual(['500000', '200'])
  })

  it('fills a tab that appears later, and a form that is drawn anew with old values', async () => {
    mount(card(mainForm('')))
    fields?.apply(fresh)
    const form = document.querySelector('.linked-forms__group-wrapper_main')
    if (form) form.innerHTML = input('100')
    await settle()
    expect(values()).toEqual(['500000'])
    const holder = document.querySelector('#card_fields')
    if (holder) holder.innerHTML = mainForm(input('100'))
    await settle()
    expect(values()).toEqual(['500000'])
  })

  it('does not touch what the user has typed', () => {
    mount(card(mainForm(input('100')), true))
    const [first] = inputs()
    if (first) first.value = '123'
    fields?.apply(fresh)
    expect(values()).toEqual(['123'])
  })

  it("does not touch what the CRM's model knows as changed", () => {
    changed = [`CFV[${fieldId}]`]
    mount(card(mainForm(input('100'))))
    fields?.apply(fresh)
    expect(values()).toEqual(['100'])
  })

  it('puts nothing into the card that was opened from this one, whose fields have the same names', async () => {
    mount(card(mainForm(input('100'))))
    fields?.apply(fresh)
    isOpen = false
    document.querySelector('#card_fields')?.replaceWith(mainFormElement())
    await settle()
    expect(values()).toEqual(['7'])
  })

  it('fills a date of the API alone, which is disabled but not read-only', () => {
    mount(card(mainForm(`<input name="CFV[${fieldId}]" value="" disabled>`)))
    fields?.apply(fresh)
    expect(values()).toEqual(['500000'])
  })

  it('fills the form again that the CRM has drawn anew in the place of an open card, beside the list', async () => {
    fields?.undo()
    showPage('<div class="list__top__actions"></div>')
    showCard(mainForm(input('100')))
    fields = mountCardFields({ isOpen: () => isOpen, changedFields: () => changed })
    fields.apply(fresh)
    const holder = document.querySelector('#card_holder')
    if (holder) holder.innerHTML = mainForm(input('100'))
    await settle()
    expect(values()).toEqual(['500000'])
  })

  it('brings a field up to date whose value the CRM itself has put there', () => {
    mount(card(mainForm(input(''))))
    const [first] = inputs()
    if (first) first.value = '100'
    fields?.apply(fresh)
    expect(values()).toEqual(['500000'])
  })

  it('goes on after a first value was shown', () => {
    mount(card(mainForm(input('100')), true))
    fields?.apply(fresh)
    fields?.apply(new Map([[fieldId, '']]))
    expect(values()).toEqual([''])
  })

  it('stops watching after its undo', async () => {
    mount(card(mainForm('')))
    fields?.apply(fresh)
    fields?.undo()
    const form = document.querySelector('.linked-forms__group-wrapper_main')
    if (form) form.innerHTML = input('100')
    await settle()
    expect(values()).toEqual(['100'])
  })
})
