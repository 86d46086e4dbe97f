// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWidgetConstructor } from '../../widget/shell/createWidgetConstructor'
import { createActions } from '../../widget/wiring/createActions'
import { aRealApp } from '../shell/aPage'
import { aWidget, changePage, leaveCard, listHead, settle, showCard, showPage } from '../shell/hostDocument'
import { goTo } from '../shell/support/crmBehind'

const { callbacks: _callbacks, ...withoutCallbacks } = aWidget()

const items = (): number => document.querySelectorAll('.sales-analytics__menu-item').length

let app = aRealApp()
let Widget = createWidgetConstructor(createActions({ location: window.location }))

/** A widget of the page, as the CRM makes one for each page that it draws. */
const openWidget = () => Object.assign(new Widget(), withoutCallbacks)

/** Waits for the item, and for the second look at the page, which must not bring another. */
const untilOneItem = async () => {
  await expect.poll(items).toBe(1)
  await settle()
  expect(items()).toBe(1)
}

const openList = async () => {
  goTo('/contacts/list/contacts/')
  app.getWidgetsArea = () => 'contacts'
  showPage(listHead())
  const widget = openWidget()
  widget.callbacks.render()
  await untilOneItem()
  return widget
}

/** The CRM keeps the list, hidden, and draws a deal, for which it has no widget of ours. */
const openDeal = (list: { callbacks: { destroy(): void } }): void => {
  goTo('/leads/detail/5')
  app.getWidgetsArea = () => 'leads_card'
  list.callbacks.destroy()
  showCard('<form></form>')
  changePage()
}

const goBack = (): void => {
  goTo('/contacts/list/contacts/')
  app.getWidgetsArea = () => 'contacts'
  leaveCard()
  changePage()
}

beforeEach(() => {
  app = aRealApp()
  Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })
  Widget = createWidgetConstructor(createActions({ APP: app, location: window.location }))
})

afterEach(() => {
  showPage('')
})

it('has its item again in the kept list under a card that was closed, though the CRM calls nobody', async () => {
  const list = await openList()
  openDeal(list)
  expect(items()).toBe(0)
  goBack()
  await untilOneItem()
})

it('has it once where the CRM calls as well, before or after it tells of the page', async () => {
  openDeal(await openList())
  goBack()
  openWidget().callbacks.render()
  await untilOneItem()
  changePage()
  await untilOneItem()
})

it('has it also where the card is destroyed after the page was told of', async () => {
  const list = await openList()
  list.callbacks.destroy()
  goTo('/contacts/detail/0')
  app.getWidgetsArea = () => 'contacts_card'
  showCard('<form></form>')
  const card = openWidget()
  card.callbacks.render()
  goBack()
  card.callbacks.destroy()
  await untilOneItem()
})

it('does not come back to another page, nor stay when that is left for it', async () => {
  openDeal(await openList())
  goBack()
  await untilOneItem()
  goTo('/mail/inbox/')
  app.getWidgetsArea = () => 'other'
  changePage()
  await settle()
  expect(items()).toBe(0)
})

it('does not come back once it was switched off', async () => {
  const list = await openList()
  expect(list.callbacks.onSave({ active: 'N' })).toBe(true)
  openDeal(list)
  goBack()
  await settle()
  expect(items()).toBe(0)
})

it('leaves the card that was open over the kept list of others, for which the CRM calls nobody', async () => {
  goTo('/contacts/detail/7')
  app.getWidgetsArea = () => 'contacts_card'
  app.data['is_card'] = true
  app.data['current_card'] = { id: 7, element_type: 1 }
  showPage('')
  showCard('<div id="widgets_block"><div class="card-widgets__elements"></div></div>')
  openWidget().callbacks.render()
  expect(document.querySelector('.sales-analytics__card-panel')).not.toBeNull()
  // What the page says of itself may still be of the card.
  goTo('/leads/list/pipeline/11/')
  changePage()
  await settle()
  expect(document.querySelector('.sales-analytics__card-panel')).toBeNull()
})
