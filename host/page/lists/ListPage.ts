import $ from 'jquery'
import type { ListRow, PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { takeAnswerRights } from '../shell/createConstants'
import { drawInto, findElement, html } from '../markup'
import type { ListCode, PageListAnswer, PageRecord } from '../wire'
import { ColumnChoice } from './ColumnChoice'
import { filterPanel } from './filterPanel'
import { ListAddress } from './ListAddress'
import { listColumns, type ListColumn } from './listColumns'
import { listFooter } from './listFooter'
import { listHead } from './listHead'
import { listTable } from './listTable'
import { openListMenuItem } from './openListMenuItem'
import { readFilterForm } from './readFilterForm'
import { countChecked } from './countChecked'
import { selectedCallbackOf } from './selectedCallbackOf'
import { selectionBar } from './selectionBar'

const LIMIT_KEY = 'crm.list.limit'
const rowTypes = { contacts: 'contact', companies: 'company', leads: 'lead', customers: 'customer' } as const

/** A list page: head, filter, table, footer. It reads its state from the address and writes it back there. */
export class ListPage {
  readonly #holder: HTMLElement
  readonly #context: PageContext
  readonly #list: ListCode
  readonly #choice: ColumnChoice
  readonly #reload = (): void => {
    this.load().catch(reportError)
  }
  #address = new ListAddress(location.search)
  #answer: PageListAnswer | null = null
  #loads = 0
  #columns: ListColumn[] = []
  /** The rows of a list that waits under a card. */
  #kept: readonly ListRow[] | false = false
  #isKept = false
  #isStale = false
  readonly #path = location.pathname
  #limit = Number(localStorage.getItem(LIMIT_KEY) ?? 50)

  constructor(holder: HTMLElement, context: PageContext, list: ListCode) {
    this.#holder = holder
    this.#context = context
    this.#list = list
    this.#choice = new ColumnChoice(list, context.session)
  }

  /** Reads the rows, draws everything, and begins to listen. */
  async mount(): Promise<void> {
    drawInto(
      this.#holder,
      html`<div class="list-${this.#list === 'all' ? 'contacts' : this.#list} list__body" id="list_page_holder">
        <div class="list__body-right__top js-list-top"></div>
        <div class="list__filter js-list-filter" hidden></div>
        <div class="list__body-right js-list-body" tabindex="-1"></div>
        <div class="js-list-footer"></div></div>`,
    )
    await this.load()
    this.#context.app.data.current_view = { $el: $('#list_page_holder') }
    this.#listen()
  }

  /**
   * Reads the rows again and draws table and footer anew, and the head unless `withHead` is false; nothing where a later
   * reading was asked for meanwhile.
   */
  async load(withHead = true): Promise<void> {
    this.#loads += 1
    const load = this.#loads
    const query = new URLSearchParams(this.#address.params)
    query.set('limit', String(this.#limit))
    const answer = await fetchJson<PageListAnswer>(`/ajax/page/list/${this.#list}?${query.toString()}`)
    if (load !== this.#loads) return
    this.#answer = answer
    takeAnswerRights(this.#context.app, answer.user_rights)
    this.#draw(withHead)
  }

  unmount(): void {
    $(document).off('.listPage')
    this.#hide()
  }

  /** Stays in the document, hidden, under a card. */
  keep(): string {
    this.#kept = this.#context.app.data.current_list
    this.#isKept = true
    this.#part('.js-list-filter').hidden = true
    this.#hide()
    return this.#path + this.#address.toString()
  }

  /** On screen again: nothing is built anew; rows that a saved card has changed are read again below the same head. */
  cardBack(): void {
    const { app, session } = this.#context
    this.#isKept = false
    app.data.current_list = this.#kept
    app.data.current_view = { $el: $('#list_page_holder') }
    if (this.#isStale) this.load(false).catch(reportError)
    this.#isStale = false
    if (session.switches.cardBackRenders) $(document).trigger('widgets:load')
  }

  #hide(): void {
    this.#context.app.data.current_list = false
    this.#context.app.data.current_view = false
  }

  #draw(withHead = true): void {
    const answer = this.#answer
    if (!answer) return
    const { session, app } = this.#context
    const shown = this.#choice.shown(answer.fields)
    const known = new Map(
      listColumns(this.#list, answer.fields, session).map((column) => [column.key, column]),
    )
    this.#columns = shown.flatMap((key) => known.get(key) ?? [])
    const rows = answer.rows.map((row) => rowOf(row, answer))
    if (this.#isKept) this.#kept = rows
    else app.data.current_list = rows
    if (withHead) this.drawHead()
    drawInto(this.#part('.js-list-body'), listTable(this.#columns, answer.rows, this.#address.order))
    drawInto(
      this.#part('.js-list-footer'),
      listFooter({
        list: this.#list,
        total: answer.total,
        page: answer.page,
        limit: answer.limit,
        language: session.user.lang,
      }),
    )
  }

  /**
   * Draws the list's head anew, as the CRM does after filters: what was added to it from outside is gone. What the user is just typing
   * into the search stays.
   */
  drawHead(): void {
    const { session, app } = this.#context
    const count = countChecked(app.data.current_list)
    const head = listHead({
      list: this.#list,
      session,
      total: this.#answer?.total ?? 0,
      hasRows: (this.#answer?.rows.length ?? 0) > 0,
      query: this.#address.query,
      isFiltered: this.#address.isFiltered,
    })
    const typed = typedIn(this.#holder.querySelector('.js-list-search'))
    drawInto(this.#part('.js-list-top'), count > 0 ? html`${head}${selectionBar(app, count)}` : head)
    const search = this.#holder.querySelector<HTMLInputElement>('.js-list-search')
    if (typed === null || search === null) return
    search.value = typed
    search.focus()
  }

  #listen(): void {
    const page = $(document)
    const holder = '#list_page_holder'
    page.on('list:head.listPage', () => this.drawHead())
    page.on('page:entity_changed.listPage', () => {
      this.#isStale = true
    })
    page.on('click.listPage', `${holder} .js-list-sort`, (event) =>
      this.#sort($(event.currentTarget).data('key')),
    )
    page.on('click.listPage', `${holder} .js-page`, (event) =>
      this.#go(this.#address.withPage(Number($(event.currentTarget).data('page')))),
    )
    page.on('change.listPage', `${holder} .js-page-number`, (event) =>
      this.#go(this.#address.withPage(Number((event.currentTarget as HTMLInputElement).value) || 1)),
    )
    page.on('change.listPage', `${holder} .js-page-limit`, (event) =>
      this.#setLimit(Number((event.currentTarget as HTMLSelectElement).value)),
    )
    page.on('focusin.listPage click.listPage', `${holder} .js-list-search`, () => this.#openFilter())
    page.on('keydown.listPage', `${holder} .js-list-search`, (event) => {
      if (event.key === 'Enter') this.#search((event.currentTarget as HTMLInputElement).value)
    })
    page.on('click.listPage', `${holder} .js-filter-clear`, () => this.#go(this.#address.withFilters([])))
    page.on('submit.listPage', `${holder} #filter_form`, (event) => {
      event.preventDefault()
      this.#applyFilter(event.currentTarget as HTMLFormElement)
    })
    page.on('keydown.listPage mousedown.listPage', (event) => this.#closeFilter(event))
    page.on('change.listPage', `${holder} .js-list-checkbox`, (event) =>
      this.#tick(event.currentTarget as HTMLInputElement),
    )
    page.on('click.listPage', `${holder} .js-selection-clear`, () => this.#draw())
    page.on('click.listPage', `${holder} .js-widget-selected`, (event) =>
      selectedCallbackOf(this.#context.app, String($(event.currentTarget).data('code')))?.(),
    )
    page.on('click.listPage', `${holder} .list__top__actions .button-input__context-menu__item`, (event) =>
      this.#openMenuItem(event.currentTarget as Element),
    )
  }

  #go(address: ListAddress): void {
    this.#address = address
    window.history.pushState(null, '', location.pathname + address.toString())
    this.#part('.js-list-filter').hidden = true
    this.#reload()
  }

  #sort(key: string): void {
    const { order } = this.#address
    const isNumber = this.#columns.find((column) => column.key === key)?.isNumber ?? false
    const isDescending = order?.key === key ? !order.isDescending : isNumber
    this.#go(this.#address.withOrder({ key, isDescending }))
  }

  #setLimit(limit: number): void {
    this.#limit = limit
    localStorage.setItem(LIMIT_KEY, String(limit))
    this.#go(this.#address.withPage(1))
  }

  #search(query: string): void {
    this.#go(this.#address.withQuery(query.trim()))
  }

  #openFilter(): void {
    const panel = this.#part('.js-list-filter')
    if (!panel.hidden || !this.#answer) return
    drawInto(panel, filterPanel(this.#list, this.#answer.fields, this.#address, this.#context.session))
    panel.hidden = false
  }

  #applyFilter(form: HTMLFormElement): void {
    const query = (findElement(this.#holder, '.js-list-search') as HTMLInputElement).value.trim()
    this.#go(this.#address.withFilters(readFilterForm(form)).withQuery(query))
  }

  #closeFilter(event: JQuery.TriggeredEvent): void {
    const panel = this.#part('.js-list-filter')
    if (panel.hidden) return
    const isAway =
      event.type === 'mousedown' &&
      !$(event.target as Element).closest('.list__filter, .list-top-search').length
    const key = (event.originalEvent as KeyboardEvent | undefined)?.key
    if (isAway || key === 'Escape') panel.hidden = true
  }

  #tick(box: HTMLInputElement): void {
    const rows = this.#context.app.data.current_list || []
    const boxes = [...this.#holder.querySelectorAll<HTMLInputElement>('.js-list-checkbox')]
    if (box.value === 'all') for (const one of boxes) one.checked = box.checked
    const checked = new Set(boxes.filter((one) => one.checked).map((one) => one.value))
    for (const row of rows) row.checked = checked.has(String(row.id))
    for (const one of boxes) one.closest('.control-checkbox')?.classList.toggle('is-checked', one.checked)
    $('#list_table').trigger('list:checkbox')
    this.drawHead()
  }

  #openMenuItem(item: Element): void {
    const answer = this.#answer
    if (!answer) return
    openListMenuItem(item, {
      columns: listColumns(this.#list, answer.fields, this.#context.session),
      shown: this.#columns.map((column) => column.key),
      exportUrl: answer.canExport ? `/ajax/page/export/${this.#list}${this.#address.toString()}` : null,
      applyColumns: (keys) => {
        this.#choice.store(keys, answer.fields)
        this.#draw()
      },
    })
  }

  #part(selector: string): HTMLElement {
    return findElement(this.#holder, selector)
  }
}

/** What stands in the focused search and was not searched for yet; null where there is no such thing. */
function typedIn(search: HTMLInputElement | null): string | null {
  const isTyping =
    search !== null && search === document.activeElement && search.value !== search.defaultValue
  return isTyping ? search.value : null
}

function rowOf(row: PageRecord, answer: PageListAnswer): ListRow {
  const textsOf = (code: string): string[] => {
    const field = answer.fields.find((one) => one.code === code)
    return field ? (row.values[field.id] ?? []).map(({ value }) => String(value)) : []
  }
  return {
    id: row.id,
    name: row.name,
    type: rowTypes[row.entity],
    checked: false,
    phones: textsOf('PHONE'),
    emails: textsOf('EMAIL'),
  }
}
