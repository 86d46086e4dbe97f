// @vitest-environment happy-dom
import $ from 'jquery'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HostModalClass } from '../../widget/shell/hostTypes'
import { openHostModal, type ModalOptions } from '../../widget/shell/openHostModal'
import { changePage, settle, showPage } from './hostDocument'

/** The CRM's window as far as the adapter relies on it. */
const modalClass = () => {
  const seen: { options: Record<string, unknown>; events: string[] } = { options: {}, events: [] }
  class Modal {
    readonly #options: Record<string, unknown>
    readonly #window: HTMLElement

    constructor(options: Record<string, unknown>) {
      this.#options = options
      seen.options = options
      this.#window = document.createElement('div')
      this.#window.className = `modal ${String(options['class_name'])}`
      this.#window.innerHTML = '<div class="modal-scroller"><div class="modal-body"></div></div>'
      document.body.append(this.#window)
      const $body = $(this.#window).find('.modal-body')
      $body.on('modal:loaded modal:centrify', (event) => {
        seen.events.push(event.type)
      })
      ;(options['init'] as (body: unknown) => void)($body)
    }

    destroy(): void {
      if ((this.#options['destroy'] as () => boolean)()) this.#window.remove()
    }
  }
  return { Modal: Modal as unknown as HostModalClass, seen }
}

const someOptions = (partial: Partial<ModalOptions> = {}): ModalOptions => ({
  title: 'Аналитика продаж. Заполнение полей',
  onClose: () => undefined,
  ...partial,
})

describe('openHostModal', () => {
  beforeEach(() => showPage('<button>…</button>'))

  it("draws into the CRM's window, with a heading and a name", async () => {
    const { Modal, seen } = modalClass()
    const { container } = openHostModal(someOptions(), () => Promise.resolve(Modal))
    container.textContent = 'Начать'
    await settle()
    expect(document.querySelector('.modal-body h2')?.textContent).toBe('Аналитика продаж. Заполнение полей')
    expect(document.querySelector('.modal-body')?.contains(container)).toBe(true)
    expect(document.querySelector('.modal')?.getAttribute('aria-label')).toBe(
      'Аналитика продаж. Заполнение полей',
    )
    expect(seen.events).toEqual(['modal:loaded', 'modal:centrify'])
  })

  it('closes with page changes and Esc, unless it is to last', async () => {
    const { Modal, seen } = modalClass()
    openHostModal(someOptions(), () => Promise.resolve(Modal))
    await settle()
    expect(seen.options).toMatchObject({ can_destroy: true, disable_escape_keydown: false })
    openHostModal(someOptions({ isLasting: true }), () => Promise.resolve(Modal))
    await settle()
    expect(seen.options).toMatchObject({
      can_destroy: false,
      disable_escape_keydown: true,
      disable_overlay_click: true,
    })
  })

  it('tells once that it was closed, by us or by the CRM', async () => {
    const { Modal } = modalClass()
    const onClose = vi.fn()
    const opened = openHostModal(someOptions({ onClose }), () => Promise.resolve(Modal))
    await settle()
    opened.close()
    opened.close()
    expect(onClose).toHaveBeenCalledOnce()
    expect(document.querySelector('.modal')).toBeNull()
  })

  it('does not appear when it was closed before the class of the window had been loaded', async () => {
    const { Modal } = modalClass()
    const onClose = vi.fn()
    openHostModal(someOptions({ onClose }), () => Promise.resolve(Modal)).close()
    await settle()
    expect(document.querySelector('.modal')).toBeNull()
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('has a cross where the caller names it', async () => {
    const { Modal } = modalClass()
    const onClose = vi.fn()
    openHostModal(someOptions({ closeLabel: 'Закрыть', onClose }), () => Promise.resolve(Modal))
    await settle()
    document.querySelector<HTMLElement>('[aria-label="Закрыть"]')?.click()
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('gives the focus back to where it was', async () => {
    const { Modal } = modalClass()
    const button = document.querySelector('button')
    button?.focus()
    const opened = openHostModal(someOptions({ closeLabel: 'Закрыть' }), () => Promise.resolve(Modal))
    await settle()
    document.querySelector<HTMLElement>('[aria-label="Закрыть"]')?.focus()
    opened.close()
    expect(document.activeElement).toBe(button)
  })

  it('uses a dialog of its own where the page offers no window', async () => {
    const onClose = vi.fn()
    const opened = openHostModal(someOptions({ onClose }), () => Promise.resolve(null))
    opened.container.textContent = 'Начать'
    await settle()
    expect(document.querySelector('dialog')?.textContent).toContain('Начать')
    changePage()
    expect(onClose).toHaveBeenCalledOnce()
    expect(document.querySelector('dialog')).toBeNull()
  })

  it('keeps a lasting dialog of its own over page changes', async () => {
    const opened = openHostModal(someOptions({ isLasting: true }), () => Promise.resolve(null))
    await settle()
    changePage()
    document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }))
    expect(document.querySelector('dialog')).not.toBeNull()
    opened.close()
    expect(document.querySelector('dialog')).toBeNull()
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no window')
      },
    ],
    ['draws nothing', () => undefined],
    [
      'gives no body',
      (options: Record<string, unknown>) => (options['init'] as (body: unknown) => void)(null),
    ],
  ])('uses a dialog of its own where the class of the page %s', async (_what, construct) => {
    const onClose = vi.fn()
    const Broken = function (options: Record<string, unknown>): void {
      construct(options)
    }
    const opened = openHostModal(someOptions({ onClose }), () =>
      Promise.resolve(Broken as unknown as HostModalClass),
    )
    opened.container.textContent = 'Начать'
    await settle()
    expect(document.querySelector('dialog')?.textContent).toContain('Начать')
    opened.close()
    expect(onClose).toHaveBeenCalledOnce()
    expect(document.querySelector('dialog')).toBeNull()
  })

  it('takes out what a window of the page drew before it threw: an empty one would lie over the page', async () => {
    const other = document.createElement('div')
    other.className = 'modal modal-list'
    document.body.append(other)
    const HalfWay = function (options: Record<string, unknown>): void {
      const drawn = document.createElement('div')
      drawn.className = `modal ${String(options['class_name'])}`
      document.body.append(drawn)
      throw new TypeError('prepareTransition is not a function')
    }
    const opened = openHostModal(someOptions(), () => Promise.resolve(HalfWay as unknown as HostModalClass))
    await settle()
    expect(document.querySelector('dialog')).not.toBeNull()
    expect([...document.querySelectorAll('.modal')]).toEqual([other])
    opened.close()
  })

  it('goes though the window of the page cannot be closed', async () => {
    const { Modal } = modalClass()
    Object.defineProperty(Modal.prototype, 'destroy', {
      value: () => {
        throw new Error('stuck')
      },
    })
    const opened = openHostModal(someOptions(), () => Promise.resolve(Modal))
    await settle()
    opened.close()
    expect(document.querySelector('.modal')).toBeNull()
  })
})
