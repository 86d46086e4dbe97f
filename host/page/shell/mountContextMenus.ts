const PRESSED = 'button-input-wrapper-pressed'

/**
 * Opens the page's drop-down menus: a press on `.button-input-with-menu` inside `.button-input-more` opens the
 * `ul.button-input__context-menu` beside it; Esc, a press elsewhere and a choice close it; arrows walk, Enter chooses.
 * Items that a widget added are walked as well.
 */
export function mountContextMenus(root: Document): void {
  root.addEventListener('click', (event) => {
    const target = event.target as Element
    const button = target.closest('.button-input-with-menu')
    const wrapper = button?.closest('.button-input-more') ?? null
    closeAll(root, wrapper)
    if (wrapper) setOpen(wrapper, !wrapper.classList.contains(PRESSED))
  })
  root.addEventListener('keydown', (event) => {
    const wrapper = root.querySelector(`.${PRESSED}`)
    if (wrapper) walk(wrapper, event)
  })
}

function walk(wrapper: Element, event: KeyboardEvent): void {
  const items = [...wrapper.querySelectorAll<HTMLElement>('.button-input__context-menu__item')]
  const at = items.indexOf(
    (document.activeElement?.closest('.button-input__context-menu__item') ?? null) as HTMLElement,
  )
  if (event.key === 'Escape') {
    setOpen(wrapper, false)
    wrapper.querySelector<HTMLElement>('.button-input-with-menu')?.focus()
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1
    items[(at + step + items.length) % items.length]?.focus()
  } else if ((event.key === 'Enter' || event.key === ' ') && at >= 0) {
    const item = items[at]
    ;(item?.querySelector<HTMLElement>('a') ?? item)?.click()
  } else {
    return
  }
  event.preventDefault()
  event.stopImmediatePropagation()
}

function setOpen(wrapper: Element, isOpen: boolean): void {
  wrapper.classList.toggle(PRESSED, isOpen)
  wrapper.querySelector('.button-input-with-menu')?.setAttribute('aria-expanded', String(isOpen))
  for (const item of wrapper.querySelectorAll<HTMLElement>('.button-input__context-menu__item'))
    item.tabIndex = -1
}

function closeAll(root: Document, except: Element | null): void {
  for (const wrapper of root.querySelectorAll(`.${PRESSED}`)) if (wrapper !== except) setOpen(wrapper, false)
}
