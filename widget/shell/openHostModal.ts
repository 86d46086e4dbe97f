import type { HostModalClass } from './hostTypes'
import { elementOf } from './page/elementOf'
import { loadModalClass } from './page/loadModalClass'
import { onPageChanged, triggerEvent } from './page/pageEvents'
import { noteLoss } from './page/pageValues'
import { attempt, callAt } from './page/readAt'
import { selectors } from './page/selectors'
import { createSizeWatcher } from './page/watchers'

export interface ModalOptions {
  /** The accessible name of the window, and its heading. */
  readonly title: string
  /** Text of the cross for those who cannot see it. Without it there is no cross: the content closes the window. */
  readonly closeLabel?: string
  /** True for a run: page changes, Esc and a click outside do not close the window. */
  readonly isLasting?: boolean
  /** Asked at Esc in a lasting window: true where nothing would be lost. */
  readonly mayEscape?: () => boolean
  /** Own classes for the window, beside the prefix. */
  readonly className?: string
  /** The window is gone, whoever closed it. Called once. */
  onClose(): void
}

/** An open window. `container` can be drawn into at once, also while the CRM's window is still being loaded. */
export interface OpenModal {
  readonly container: HTMLElement
  close(): void
}

type LoadModal = () => Promise<HostModalClass | null>

/**
 * Opens a window of the CRM's own kind (AMD `lib/components/base/modal`), or a plain dialog where the page offers none.
 *
 * @param loadModal gives the CRM's window class, or null; replaced in tests
 */
export const openHostModal = (options: ModalOptions, loadModal: LoadModal = loadModalClass): OpenModal => {
  const before = document.activeElement
  const frame = document.createElement('div')
  const container = document.createElement('div')
  frame.className = ['sales-analytics', 'sales-analytics__window', options.className]
    .filter(Boolean)
    .join(' ')
  container.className = 'sales-analytics__window-content'
  let closeWindow = (): void => undefined
  let isClosed = false
  const finish = (): void => {
    if (isClosed) return
    isClosed = true
    closeWindow()
    options.onClose()
    restoreFocus(before)
  }
  frame.append(createHead(options, finish), container)
  void loadModal().then((Modal) => {
    if (isClosed) return
    closeWindow = (Modal && openWindow(Modal, frame, options, finish)) ?? openDialog(frame, options, finish)
  })
  return { container, close: finish }
}

const createHead = (options: ModalOptions, close: () => void): HTMLElement => {
  const head = document.createElement('div')
  head.className = 'sales-analytics__window-head'
  const title = document.createElement('h2')
  title.className = 'sales-analytics__window-title'
  title.textContent = options.title
  head.append(title)
  if (options.closeLabel === undefined) return head
  const cross = document.createElement('button')
  cross.type = 'button'
  cross.className = 'sales-analytics__window-close'
  cross.setAttribute('aria-label', options.closeLabel)
  cross.addEventListener('click', close)
  head.append(cross)
  return head
}

/** Null where the class of the page does not make a window of it. */
const openWindow = (
  Modal: HostModalClass,
  frame: HTMLElement,
  options: ModalOptions,
  finish: () => void,
): (() => void) | null => {
  const isLasting = options.isLasting ?? false
  let isGone = false
  /** The class drew nothing when it was told to: what it does later is nobody's. */
  let isRefused = false
  let center = (): void => undefined
  const observer = createSizeWatcher(() => center())
  const draw = (given: unknown): void => {
    const body = elementOf(given)
    if (body === null || isRefused) return
    triggerEvent(body, 'modal:loaded')
    body.replaceChildren(frame)
    center = () => {
      triggerEvent(body, 'modal:centrify')
    }
    center()
    nameWindow(body, options.title)
    focusFirst(frame)
    observer.observe(frame)
  }
  const modal = attempt(
    () =>
      new Modal({
        class_name: `modal-list sales-analytics__host-window ${isLasting ? 'sales-analytics__host-window_lasting' : ''}`,
        can_destroy: !isLasting,
        disable_overlay_click: isLasting,
        disable_escape_keydown: isLasting,
        // Enter belongs to the content: the CRM's would click a button that is not there.
        disable_enter_keydown: true,
        init: draw,
        destroy() {
          isGone = true
          observer.disconnect()
          if (!isRefused) finish()
          return true
        },
      }),
  )
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && options.mayEscape?.() === true) finish()
  }
  const undo = (): void => {
    document.removeEventListener('keydown', escape)
    observer.disconnect()
    if (isGone || callAt(modal, 'destroy').isDone) return
    frame.closest(selectors.modal)?.remove()
    frame.remove()
  }
  if (!frame.isConnected) {
    isRefused = true
    callAt(modal, 'destroy')
    removeEmptyWindows()
    noteLoss('Modal')
    return null
  }
  document.addEventListener('keydown', escape)
  return undo
}

/** A window that broke while it was being made has left its frame over the page, and gave nothing to close it by. */
const removeEmptyWindows = (): void => {
  for (const window of document.querySelectorAll('.sales-analytics__host-window'))
    if (window.querySelector('.sales-analytics__window') === null) window.remove()
}

/** The main button of the content, else its first control: the keyboard starts where the work does. */
const focusFirst = (frame: HTMLElement): void => {
  const content = frame.querySelector('.sales-analytics__window-content')
  const target =
    content?.querySelector<HTMLElement>('.sales-analytics__button_main:not(:disabled)') ??
    content?.querySelector<HTMLElement>('button:not(:disabled), input:not(:disabled)')
  target?.focus({ preventScroll: true })
}

/**
 * Gives the keyboard back to where it was. A menu has closed since its item was chosen, or the head of the list was drawn anew: then to the
 * button of the menu.
 */
const restoreFocus = (before: Element | null): void => {
  const isLost = before === null || before === document.body || !before.isConnected
  let place = isLost ? document.querySelector(selectors.listMenu) : before
  let target = place as HTMLElement | null
  while (place !== null) {
    target?.focus()
    if (target !== null && document.activeElement === target) return
    place = place.parentElement
    target = place?.querySelector('button:not(:disabled)') ?? null
  }
}

const nameWindow = (body: HTMLElement, title: string): void => {
  const window = body.closest(selectors.modal) ?? body
  window.setAttribute('role', 'dialog')
  window.setAttribute('aria-modal', 'true')
  window.setAttribute('aria-label', title)
}

const openDialog = (frame: HTMLElement, options: ModalOptions, finish: () => void): (() => void) => {
  const dialog = document.createElement('dialog')
  dialog.className = 'sales-analytics sales-analytics__dialog'
  dialog.setAttribute('aria-label', options.title)
  dialog.append(frame)
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    if (!options.isLasting || options.mayEscape?.() === true) finish()
  })
  document.body.append(dialog)
  if (attempt(() => [dialog.showModal()]) === undefined) dialog.setAttribute('open', '')
  focusFirst(frame)
  const closeOnPageChange = (): void => {
    if (!options.isLasting) finish()
  }
  const unlisten = onPageChanged('dialog', closeOnPageChange)
  return () => {
    unlisten()
    dialog.remove()
  }
}
