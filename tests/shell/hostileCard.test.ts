// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import { describe, expect, it } from 'vitest'
import { aRealApp, constantsOf } from './aPage'
import { listHead, showCard, showPage } from './hostDocument'
import { ways } from './support/breakValue'
import { goTo } from './support/crmBehind'
import { paths, useSpoiltPages } from './support/spoiltPage'

/** Of no use to a card. */
const notInCard = /isCard|getBaseEntity|notifications|router|sdk|require|set_settings|params.status/

const cardPaths = [
  ...['model', 'model.changed_fields', 'id', 'element_type'].map((name) => `APP.data.current_card.${name}`),
  ...paths.filter((path) => !notInCard.test(path)),
]

const pages = useSpoiltPages()

const cardForm = (): string => `<div class="linked-forms__group-wrapper_main">
  <input name="CFV[${pages.ids().boughtCount}]" value="" readonly disabled><input name="CFV[${pages.ids().actualAt}]" value="" disabled>
  </div><div id="widgets_block"><div class="card-widgets__elements"></div></div>`

const panelText = (): string => document.querySelector('.sales-analytics__card-panel')?.textContent ?? ''

const inputOf = (id: number | undefined): string =>
  document.querySelector<HTMLInputElement>(`input[name="CFV[${id}]"]`)?.value ?? ''

describe.each(ways)('a card of a page in which one value is %s', (way) => {
  it.each(cardPaths)('shows figures and fills the fields: %s', async (path) => {
    goTo('/contacts/detail/1')
    showPage(listHead())
    showCard(cardForm())
    const app = aRealApp(constantsOf('admin'))
    app.getWidgetsArea = () => 'contacts_card'
    app.data['is_card'] = true
    app.data['current_card'] = { id: 1, element_type: 1, model: { changed_fields: [] } }
    pages.open(path, way, app).callbacks.render()
    await expect.poll(panelText).toMatch(/2[\s,]000/)
    if (path === 'APP.data.current_card.id' && way === 'a number') {
      // The number of another card: a form that is not of this card is not filled.
      expect(inputOf(pages.ids().boughtCount)).toBe('')
      return
    }
    await expect.poll(() => inputOf(pages.ids().boughtCount)).toBe('2')
    await expect.poll(() => inputOf(pages.ids().actualAt)).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d$/)
    expect(pages.failures).toEqual([])
  })
})
