import $ from 'jquery'
import type { PageContext } from '../appTypes'
import { fetchJson, PageRequestError } from '../fetchJson'
import { drawInto, findElement } from '../markup'
import { translate } from '../texts/translate'
import type { EntityCode, PageCardAnswer } from '../wire'
import { CardModel } from './CardModel'
import { cardSkeleton } from './cardSkeleton'
import { cardTabs, type CardTab } from './cardTabs'
import { createCurrentCard } from './createCurrentCard'
import { linkedForms } from './linkedForms'
import { readForm } from './readForm'
import { readInput } from './readInput'
import { saveForm } from './saveForm'
import { tabBody } from './tabBody'

/**
 * A card's page. Tabs are filled when first chosen; a `change` on an input makes the card dirty and shows the save bar;
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
    this.#listen()
  }

  unmount(): void {
    $(document).off('.cardPage')
    this.#context.app.data.current_card = false
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
    this.#tabs = cardTabs(answer)
    drawInto(this.#holder, cardSkeleton(answer, this.#tabs, this.#context.session))
    this.#models.clear()
    drawInto(
      findElement(this.#holder, '.js-linked-forms-place'),
      linkedForms(answer, this.#context.session.account.timezone),
    )
    this.#chooseTab(this.#tabs.some(({ id }) => id === this.#chosen) ? this.#chosen : 'default')
    for (const form of this.#holder.querySelectorAll('form'))
      this.#models.set(form, new CardModel(readForm(form)))
    this.#context.app.data.current_card = createCurrentCard(answer, this.#tabs, this.#models)
  }

  /** Draws forms and tabs anew from the server, as after a save; the widgets' column stays. */
  async #redraw(): Promise<void> {
    const widgets = findElement(this.#holder, '#widgets_block')
    this.#answer = await this.#fetch()
    this.#draw(this.#answer)
    findElement(this.#holder, '#widgets_block').replaceWith(widgets)
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
      if (isChosen) this.#fillGroup(group, id)
    }
    findElement(this.#holder, '.js-linked-forms-place').hidden = id !== 'default'
  }

  /** A group is filled once, when its tab is first chosen; its values then join the model. */
  #fillGroup(group: HTMLElement, id: string): void {
    const tab = this.#tabs.find((one) => one.id === id)
    if (!tab || !this.#answer || group.childElementCount > 0) return
    drawInto(group, tabBody(tab, this.#answer, this.#context.session))
    const form = group.closest('form')
    const model = form && this.#models.get(form)
    if (!form || !model) return
    for (const [name, value] of Object.entries(readForm(form))) {
      if (name in model.attributes) continue
      model.attributes[name] = value
      model.defaults[name] = value
    }
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
        model.changed_fields = {}
      }
      if (this.#id === 0 && id > 0) this.#context.navigate(`/${this.#entity}/detail/${id}`, { replace: true })
      else await this.#redraw()
      $(document).trigger('page:entity_changed')
    } catch (error) {
      if (!(error instanceof PageRequestError)) throw error
      app.notifications.show_message_error({ header: translate('save.failed'), text: error.message })
    }
  }
}

function toggleWidget(caption: Element): void {
  const isOpen = caption.getAttribute('aria-expanded') === 'true'
  caption.setAttribute('aria-expanded', String(!isOpen))
  const body = caption.nextElementSibling
  if (body instanceof HTMLElement) body.hidden = isOpen
}
