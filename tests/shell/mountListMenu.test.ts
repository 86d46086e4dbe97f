// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mountListMenu, type ListMenuItem } from '../../widget/shell/mountListMenu'
import { openListSettings } from '../../widget/shell/openListSettings'
import type { Undo } from '../../widget/shell/undo'
import { changePage, leaveCard, listHead, settle, showCard, showPage } from './hostDocument'

const anItem = (partial: Partial<ListMenuItem> = {}): ListMenuItem => ({
  key: 'fill',
  text: 'Аналитика продаж. Заполнение полей',
  availability: async () => ({ isAllowed: true }),
  onSelect: () => undefined,
  onRefused: () => undefined,
  onFailed: () => undefined,
  ...partial,
})

const texts = (): string[] =>
  [...document.querySelectorAll('ul.button-input__context-menu li')].map(
    (item) => item.textContent?.trim() ?? '',
  )

const ours = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.sales-analytics__menu-item')]

const comeNear = (): void => {
  document.querySelector('.list__top__actions')?.dispatchEvent(new Event('pointerenter'))
}

describe('mountListMenu', () => {
  let undo: Undo = () => undefined

  beforeEach(() => {
    undo()
    showPage(listHead())
  })

  it.each(['classic', 'newbie'] as const)(
    'puts the item after the settings of the list in the %s layout',
    (layout) => {
      showPage(listHead(layout))
      undo = mountListMenu([anItem()])
      expect(texts()).toEqual(['Печать', 'Экспорт', 'Настройки списка', 'Аналитика продаж. Заполнение полей'])
    },
  )

  it('keeps several items in their order', () => {
    undo = mountListMenu([anItem(), anItem({ key: 'reports', text: 'Аналитика продаж. Отчёты' })])
    expect(ours().map((item) => item.dataset['key'])).toEqual(['fill', 'reports'])
  })

  it('shows the item once after page changes and other changes of the page', async () => {
    undo = mountListMenu([anItem()])
    changePage()
    document.querySelector('#page_holder')?.append(document.createElement('p'))
    await settle()
    expect(ours()).toHaveLength(1)
  })

  it('shows the item again when the head of the list is drawn anew', async () => {
    undo = mountListMenu([anItem()])
    const holder = document.querySelector('#page_holder')
    if (holder) holder.innerHTML = listHead('newbie')
    await settle()
    expect(ours()).toHaveLength(1)
  })

  it("has its icon in the same box as the CRM's items around it", () => {
    const box = '.button-input__context-menu__item__icon-container > svg'
    undo = mountListMenu([anItem()])
    expect(ours()[0]?.querySelector(box)).not.toBeNull()
    undo()
    showPage(listHead())
    document
      .querySelector('.js-list-print')
      ?.prepend(document.createElementNS('http://www.w3.org/2000/svg', 'svg'))
    undo = mountListMenu([anItem()])
    expect(ours()[0]?.querySelector('svg')).not.toBeNull()
    expect(ours()[0]?.querySelector(box)).toBeNull()
  })

  it('says why it starts nothing where it cannot be told whether the user may', async () => {
    const onFailed = vi.fn()
    const onSelect = vi.fn()
    const lost = new Error('a part has not come')
    undo = mountListMenu([anItem({ onSelect, onFailed, availability: () => Promise.reject(lost) })])
    comeNear()
    await settle()
    expect(onFailed).not.toHaveBeenCalled()
    ours()[0]?.click()
    await settle()
    expect(onFailed).toHaveBeenCalledExactlyOnceWith(lost)
    expect(onSelect).not.toHaveBeenCalled()
  })

  it('asks for nothing while nobody comes near the menu, and asks at each coming', async () => {
    const availability = vi.fn(async () => ({ isAllowed: true }) as const)
    undo = mountListMenu([anItem({ availability })])
    changePage()
    await settle()
    expect(availability).not.toHaveBeenCalled()
    comeNear()
    expect(availability).toHaveBeenCalledOnce()
    for (const inside of document.querySelectorAll('.list__top__actions *'))
      inside.dispatchEvent(new Event('pointerenter'))
    expect(availability).toHaveBeenCalledOnce()
    undo()
    comeNear()
    expect(availability).toHaveBeenCalledOnce()
  })

  it('starts nothing on a page that was left while it was asked whether the user may', async () => {
    const onSelect = vi.fn()
    undo = mountListMenu([anItem({ onSelect })])
    ours()[0]?.click()
    undo()
    await settle()
    expect(onSelect).not.toHaveBeenCalled()
  })

  it('leaves nothing behind after its undo', async () => {
    undo = mountListMenu([anItem()])
    undo()
    changePage()
    const holder = document.querySelector('#page_holder')
    if (holder) holder.innerHTML = listHead()
    await settle()
    expect(ours()).toEqual([])
  })

  it('starts by mouse, by Enter and by space', async () => {
    const onSelect = vi.fn()
    undo = mountListMenu([anItem({ onSelect })])
    const item = ours()[0]
    item?.click()
    item?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    item?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))
    item?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))
    await settle()
    expect(onSelect).toHaveBeenCalledTimes(3)
    const onKeyOfPage = vi.fn()
    document.addEventListener('keydown', onKeyOfPage)
    item?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    document.removeEventListener('keydown', onKeyOfPage)
    expect(onKeyOfPage).not.toHaveBeenCalled()
    expect(item?.tabIndex).toBe(0)
  })

  it('explains itself to those who may not as soon as they come near, and starts nothing', async () => {
    const onSelect = vi.fn()
    const onRefused = vi.fn()
    const reason = 'Заполнить поля может администратор'
    undo = mountListMenu([
      anItem({ onSelect, onRefused, availability: async () => ({ isAllowed: false, reason }) }),
    ])
    const item = ours()[0]
    comeNear()
    await settle()
    expect(item?.getAttribute('aria-disabled')).toBe('true')
    expect(item?.title).toBe(reason)
    item?.click()
    await settle()
    expect(onSelect).not.toHaveBeenCalled()
    expect(onRefused).toHaveBeenCalledExactlyOnceWith(reason)
  })

  it('shows a name with markup as text', () => {
    undo = mountListMenu([anItem({ text: '<b>A</b>. Заполнение' })])
    expect(ours()[0]?.textContent).toContain('<b>A</b>. Заполнение')
    expect(ours()[0]?.querySelector('b')).toBeNull()
  })

  it("opens the list's own settings, or says that there are none", () => {
    const onClick = vi.fn()
    document.querySelector('.js-list-settings')?.addEventListener('click', onClick)
    expect(openListSettings()).toBe(true)
    expect(onClick).toHaveBeenCalledOnce()
    showCard('<div></div>')
    expect(openListSettings()).toBe(false)
    leaveCard()
    expect(openListSettings()).toBe(true)
    showPage('')
    expect(openListSettings()).toBe(false)
  })
})
