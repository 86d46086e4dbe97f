import $ from 'jquery'
import { Modal } from '../modal/Modal'
import { html } from '../markup'
import { translate } from '../texts/translate'
import { parseRoute, type PageRoute } from './parseRoute'

/** A page on screen. */
export interface MountedPage {
  unmount(): void
  /** True while leaving would lose what the user typed. */
  isDirty?(): boolean
  /** Goes on after the widgets have been told of the page. */
  afterLoad?(): void
}

/** Draws the page of a route; rejects when the CRM does not give it. */
export type PageMount = (route: PageRoute) => Promise<MountedPage>

/**
 * Moves between pages without loading the document: history in step with the address, one page at a time.
 * Order of the host: the new page is built; then `widgets:load` (which destroys the old page's widgets), `page:construct`,
 * `page:changed`. A card is announced first and triggers `widgets:load` itself.
 */
export class Router {
  readonly #mount: PageMount
  #page: MountedPage | null = null
  #route: PageRoute
  #url: string
  #turn = 0
  /** Ends with the drawing that is going on: a page that comes late must not draw over the one asked for after it. */
  #drawing: Promise<unknown> = Promise.resolve()

  constructor(mount: PageMount) {
    this.#mount = mount
    this.#route = parseRoute(location.pathname)
    this.#url = currentUrl()
  }

  /** The route of the page on screen. */
  get route(): PageRoute {
    return this.#route
  }

  /** Opens the page of the address bar and begins to follow links and the history buttons. */
  start(): void {
    window.addEventListener('popstate', () => this.#follow())
    document.addEventListener('click', (event) => this.#clickLink(event))
    $(document).on('page:reload', () => {
      this.open().catch(reportError)
    })
    window.addEventListener('beforeunload', (event) => {
      if (this.#page?.isDirty?.()) event.preventDefault()
    })
    this.open().catch(reportError)
  }

  /** Goes to an address of the page; asks first where typed values would be lost. */
  navigate(url: string, options: { replace?: boolean } = {}): void {
    const go = (): void => {
      if (options.replace) window.history.replaceState(null, '', url)
      else window.history.pushState(null, '', url)
      this.open().catch(reportError)
    }
    if (this.#page?.isDirty?.()) askToLeave(go)
    else go()
  }

  /** Builds the page of the address bar anew. */
  async open(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const route = parseRoute(location.pathname)
    this.#page?.unmount()
    this.#page = null
    this.#route = route
    this.#url = currentUrl()
    document.body.classList.add('page-loading')
    const drawn = this.#drawing.then(() => (turn === this.#turn ? this.#mount(route) : null))
    this.#drawing = drawn.catch(() => undefined)
    const page = await drawn
    if (page === null) return
    if (turn !== this.#turn) {
      page.unmount()
      return
    }
    this.#page = page
    document.body.classList.remove('page-loading')
    announce(route)
    page.afterLoad?.()
  }

  #follow(): void {
    if (!this.#page?.isDirty?.()) {
      this.open().catch(reportError)
      return
    }
    const wanted = currentUrl()
    window.history.pushState(null, '', this.#url)
    this.navigate(wanted)
  }

  #clickLink(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return
    const link = (event.target as Element).closest?.('a[href]')
    const href = link?.getAttribute('href') ?? ''
    if (!link || !isPageAddress(href) || link.hasAttribute('download')) return
    if (link.getAttribute('target') === '_blank') return
    event.preventDefault()
    this.navigate(href)
  }
}

function announce(route: PageRoute): void {
  const page = $(document)
  if (route.kind === 'card') {
    page.trigger('page:construct').trigger('page:changed').trigger('widgets:load')
    return
  }
  page.trigger('widgets:load').trigger('page:construct').trigger('page:changed')
}

function isPageAddress(href: string): boolean {
  return /^\/(?!\/|__host|ajax|upl|api|frontend)/.test(href)
}

function currentUrl(): string {
  return location.pathname + location.search
}

function askToLeave(go: () => void): void {
  $(document).trigger('page:change:stop')
  const modal = new Modal({
    class_name: 'modal-list modal-confirm',
    init($body) {
      $body
        .html(
          html`<div class="modal-body__inner"><h2 class="modal-body__caption">${translate('leave.title')}</h2>
          <p class="modal-body__inner__todo-types">${translate('leave.text')}</p>
          <div class="modal-body__actions"><button type="button" class="button-input button-input_blue js-leave"><span
            class="button-input-inner__text">${translate('leave.go')}</span></button>
          <button type="button" class="button-input button-cancel"><span>${translate('leave.stay')}</span></button></div></div>`
            .source,
        )
        .trigger('modal:loaded')
        .trigger('modal:centrify')
      $body.on('click', '.js-leave', () => {
        modal.destroy()
        go()
      })
    },
  })
}
