import $ from 'jquery'
import { askToLeave } from './askToLeave'
import { parseRoute, type PageRoute } from './parseRoute'

/** A page on screen. */
export interface MountedPage {
  unmount(): void
  /** True while leaving would lose what the user typed. */
  isDirty?(): boolean
  /** Goes on after the widgets have been told of the page. */
  afterLoad?(): void
  /** Stays in the document, hidden, while a card is open over it; gives its own address. A page without it goes. */
  keep?(): string
  /** Is on screen again after the card. */
  cardBack?(): void
}

/** Draws the page of a route; rejects when the CRM does not give it. */
export type PageMount = (route: PageRoute) => Promise<MountedPage>

interface KeptPage {
  page: MountedPage
  url: string
}

/**
 * Moves between pages without loading the document: history in step with the address. A card leaves the list below it in
 * the document, and the way back to the same list builds nothing anew. Order of the host: the new page is built; then
 * `widgets:load` (which destroys the old page's widgets), `page:construct`, `page:changed`. A card is announced first
 * and triggers `widgets:load` itself. `page:reload` and `list:reload` open the address again, whatever page it is.
 */
export class Router {
  readonly #mount: PageMount
  readonly #show: (place: 'page' | 'card') => void
  #page: MountedPage | null = null
  #kept: KeptPage | null = null
  #route: PageRoute
  #url: string
  #turn = 0
  /** Ends with the drawing that is going on: a page that comes late must not draw over the one asked for after it. */
  #drawing: Promise<unknown> = Promise.resolve()

  /** `show` brings one of the two places on screen and hides the other. */
  constructor(mount: PageMount, show: (place: 'page' | 'card') => void) {
    this.#mount = mount
    this.#show = show
    this.#route = parseRoute(location.pathname)
    this.#url = currentUrl()
  }

  /** The route of the page on screen. */
  get route(): PageRoute {
    return this.#route
  }

  /** Address of the list that is kept under the open card. */
  get keptUrl(): string | null {
    return this.#kept?.url ?? null
  }

  /** Opens the page of the address bar and begins to follow links and the history buttons. */
  start(): void {
    window.addEventListener('popstate', () => this.#follow())
    document.addEventListener('click', (event) => this.#clickLink(event))
    $(document).on('page:reload list:reload', () => this.#reload())
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

  /** Builds the page of the address bar, or shows the kept one again. */
  async open(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const route = parseRoute(location.pathname)
    const back = this.#leave(route)
    this.#route = route
    this.#url = currentUrl()
    if (back) {
      this.#showAgain(back)
      return
    }
    document.body.classList.add('page-loading')
    const drawn = this.#drawing.then(() => (turn === this.#turn ? this.#mount(route) : null))
    this.#drawing = drawn.catch(() => undefined)
    const page = await drawn
    if (page === null) return
    if (turn !== this.#turn) {
      page.unmount()
      if (this.#page) this.#show(placeOf(this.#route))
      return
    }
    this.#page = page
    this.#show(placeOf(route))
    document.body.classList.remove('page-loading')
    announce(route)
    page.afterLoad?.()
  }

  /** Takes the page on screen away, or hides it under a card; gives the kept page where the way leads back to it. */
  #leave(route: PageRoute): MountedPage | null {
    const page = this.#page
    this.#page = null
    if (route.kind === 'card') {
      if (page?.keep) this.#kept = { page, url: page.keep() }
      else page?.unmount()
      return null
    }
    page?.unmount()
    const kept = this.#kept
    this.#kept = null
    if (kept && isSameUrl(kept.url, currentUrl())) return kept.page
    kept?.page.unmount()
    return null
  }

  #showAgain(page: MountedPage): void {
    this.#page = page
    document.body.classList.remove('page-loading')
    this.#show('page')
    page.cardBack?.()
    $(document).triggerHandler('page:changed')
  }

  #reload(): void {
    const query = new URLSearchParams(location.search)
    query.set('reload', Math.floor(Math.random() * 0xff_ff_ff).toString(16))
    this.navigate(`${location.pathname}?${query.toString()}`, { replace: true })
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

function placeOf({ kind }: PageRoute): 'page' | 'card' {
  return kind === 'card' ? 'card' : 'page'
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

/** Whether two addresses name the same list: a reload changes nothing of it. */
function isSameUrl(one: string, other: string): boolean {
  return withoutReload(one) === withoutReload(other)
}

function withoutReload(url: string): string {
  const [path = '', search = ''] = url.split('?')
  const query = new URLSearchParams(search)
  query.delete('reload')
  return `${path.replace(/\/$/, '')}?${query.toString()}`
}
