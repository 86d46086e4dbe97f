import $ from 'jquery'
import type { PageContext } from '../appTypes'
import { fetchJson, PageRequestError } from '../fetchJson'
import { drawInto, findElement, type Markup } from '../markup'
import { takeAnswerRights } from '../shell/createConstants'
import { tellError } from '../shell/tellError'
import { translate } from '../texts/translate'
import type { EntityCode, PageCardAnswer } from '../wire'
import { CardModel } from './CardModel'
import { cardSkeleton } from './cardSkeleton'
import { cardTabs, type CardTab } from './cardTabs'
import { createCurrentCard, setCardConstants } from './createCurrentCard'
import { readForm } from './readForm'
import { readInput } from './readInput'
import { saveForm } from './saveForm'
import { tabBody } from './tabBody'

const listAddresses: Readonly<Record<EntityCode, string>> = {
  contacts: '/contacts/list/contacts/',
  companies: '/contacts/list/companies/',
  leads: '/leads/',
  customers: '/customers/',
}

/**
 * A card's page, drawn into `#card_holder`. All groups of fields are there from the start; a `change` on an input makes the card dirty and shows the save bar;
 * saving posts changed values alone and draws the forms anew.
 */
export class CardPage {
  readonly #holder: HTMLElement
  readonly #context: PageContext
  readonly #entity: EntityCode
  readonly #id: number
  readonly #models = new Map<HTMLFormElement, CardModel>()
  #answer: PageCardAnswer | null = null
  #tabs: CardTab[] = []
  /** The card before is still the current one. */
  #isLate = false
  #isGone = false
  #chosen = 'default'

  constructor(holder: HTMLElement, context: PageContext, entity: EntityCode, id: number) {
    this.#holder = holder
    this.#context = context
    this.#entity = entity
    this.#id = id
  }

  /** Reads the card and draws it with its first tab open. */
  async mount(): Promise<void> {
    this.#answer = await this.#fetch()
    this.#draw(this.#answer)
    const { app, session } = this.#context
    // Where one card leads to another, the old one may still be the current one while widgets render: a switch.
    this.#isLate = session.switches.currentCardAtRender === 'old' && app.data.current_card !== false
    if (!this.#isLate) this.#becomeCurrent()
    this.#listen()
  }

  afterLoad(): void {
    if (this.#isLate) this.#becomeCurrentWhenLoaded()
  }

  unmount(): void {
    $(document).off('.cardPage')
    this.#isGone = true
    this.#holder.replaceChildren()
  }

  /** Whether something typed is not saved yet. */
  isDirty(): boolean {
    return [...this.#models.values()].some((model) => model.hasChanged())
  }

  #fetch(): Promise<PageCardAnswer> {
    const links = this.#id === 0 ? location.search : ''
    return fetchJson<PageCardAnswer>(`/ajax/page/card/${this.#entity}/${this.#id}${links}`)
  }

  #draw(answer: PageCardAnswer): void {
    drawInto(this.#holder, this.#markup(answer))
    this.#readForms()
  }

  #markup(answer: PageCardAnswer): Markup {
    this.#tabs = cardTabs(answer)
    takeAnswerRights(this.#context.app, answer.user_rights)
    const back = this.#context.keptList() ?? listAddresses[this.#entity]
    return cardSkeleton(answer, this.#tabs, this.#context.session, back)
  }

  #readForms(): void {
    this.#models.clear()
    this.#chooseTab(this.#tabs.some(({ id }) => id === this.#chosen) ? this.#chosen : 'default')
    for (const form of this.#holder.querySelectorAll('form'))
      this.#models.set(form, new CardModel(readForm(form)))
  }

  #becomeCurrent(): void {
    if (!this.#answer) return
    this.#isLate = false
    const { app } = this.#context
    app.data.current_card = createCurrentCard(this.#answer, this.#tabs, this.#models)
    setCardConstants(app, this.#answer)
  }

  #becomeCurrentWhenLoaded(): void {
    if (this.#isGone) return
    if (this.#context.app.widgets.loaded) this.#becomeCurrent()
    else window.setTimeout(() => this.#becomeCurrentWhenLoaded(), 20)
  }

  /** Draws forms, tabs and feed anew from the server, as after a save; the widgets' column stays. */
  async #redraw(): Promise<void> {
    this.#answer = await this.#fetch()
    if (this.#isGone) return
    const drawn = document.createElement('div')
    drawInto(drawn, this.#markup(this.#answer))
    for (const part of ['#card_fields', '.card-holder__feed'])
      findElement(this.#holder, part).replaceWith(findElement(drawn, part))
    this.#readForms()
    this.#becomeCurrent()
  }

  #chooseTab(id: string): void {
    this.#chosen = id
    for (const tab of this.#holder.querySelectorAll<HTMLElement>('.js-card-tab')) {
      const isChosen = tab.dataset['id'] === id
      tab.classList.toggle('selected', isChosen)
      tab.setAttribute('aria-selected', String(isChosen))
    }
    for (const group of this.#holder.querySelectorAll<HTMLElement>('.js-cf-group-wrapper')) {
      const isChosen = group.dataset['id'] === id
      group.style.display = isChosen ? '' : 'none'
      if (isChosen) this.#fillTab(group, id)
    }
    findElement(this.#holder, '.js-linked-forms-place').hidden = id !== 'default'
  }

  /** A tab of the CRM's own is filled once, when it is first chosen. */
  #fillTab(group: HTMLElement, id: string): void {
    const tab = this.#tabs.find((one) => one.id === id)
    if (!tab || tab.kind === 'fields' || !this.#answer || group.childElementCount > 0) return
    drawInto(group, tabBody(tab, this.#answer, this.#context.session))
  }

  #listen(): void {
    const page = $(document)
    const holder = '#card_holder'
    page.on('click.cardPage', `${holder} .js-card-tab`, (event) =>
      this.#chooseTab(String($(event.currentTarget).data('id'))),
    )
    page.on('change.cardPage input.cardPage', '#card_fields :input[name]', (event) =>
      this.#take(event.currentTarget as Element),
    )
    page.on('change.cardPage', `${holder} .js-lead-stage`, (event) => {
      takePipeline(event.currentTarget as HTMLSelectElement)
    })
    page.on('click.cardPage', `${holder} .js-card-save`, () => {
      this.#save().catch(reportError)
    })
    page.on('submit.cardPage', `${holder} form`, (event) => {
      event.preventDefault()
      this.#save().catch(reportError)
    })
    page.on('click.cardPage', `${holder} .js-card-cancel`, () => {
      this.#redraw().catch(reportError)
    })
    page.on('click.cardPage', `${holder} .js-card-reload`, () => {
      page.trigger('page:reload')
    })
    page.on('click.cardPage', `${holder} .js-card-print`, () => window.print())
    page.on('click.cardPage keydown.cardPage', `${holder} .js-widget-caption-block`, (event) => {
      if (event.type === 'click' || event.key === 'Enter') toggleWidget(event.currentTarget as Element)
    })
  }

  #take(input: Element): void {
    const { form } = input as HTMLInputElement
    const model = form && this.#models.get(form)
    const name = input.getAttribute('name')
    if (!model || !name) return
    model.set(name, readInput(input))
    input.closest('.control-checkbox')?.classList.toggle('is-checked', (input as HTMLInputElement).checked)
    findElement(this.#holder, '.card-fields__button-block').classList.toggle('hidden', !this.isDirty())
  }

  async #save(): Promise<void> {
    const { app } = this.#context
    try {
      let id = this.#id
      for (const [form, model] of this.#models) {
        if (!model.hasChanged()) continue
        const saved = await saveForm(form, model, Number(form.dataset['id'] ?? this.#id), location.search)
        if (form.id === 'edit_card') id = saved
        model.changed_fields = []
      }
      if (this.#id === 0 && id > 0) this.#context.navigate(`/${this.#entity}/detail/${id}`, { replace: true })
      else await this.#redraw()
      $(document).trigger('page:entity_changed')
    } catch (error) {
      if (!(error instanceof PageRequestError)) throw error
      tellError(app, translate('save.failed'), error.message)
    }
  }
}

/** Keeps the hidden pipeline in step with the chosen stage, as a change of its own. */
function takePipeline(stages: HTMLSelectElement): void {
  const pipeline = stages.selectedOptions[0]?.closest<HTMLElement>('optgroup')?.dataset['id'] ?? ''
  $(stages).siblings('input').val(pipeline).trigger('change')
}

function toggleWidget(caption: Element): void {
  const isOpen = caption.getAttribute('aria-expanded') === 'true'
  caption.setAttribute('aria-expanded', String(!isOpen))
  const body = caption.nextElementSibling
  if (body instanceof HTMLElement) body.hidden = isOpen
}
