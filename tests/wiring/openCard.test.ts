// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import ru from '../../i18n/ru.json'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { leavesCardsAlone } from '../../widget/settings/leavesCardsAlone'
import type { Settings } from '../../widget/settings/settings'
import { createCardPanelModel } from '../../widget/state/createCardPanelModel'
import { mountCardPanel } from '../../widget/views/mountCardPanel'
import type { CardPanelPlace } from '../../widget/wiring/createCardPanelPlace'
import { openCard } from '../../widget/wiring/openCard'
import { PartError } from '../../widget/wiring/parts/lazyParts'
import { createFakeClock } from '../api/support/createFakeClock'
import { aWidget, showPage } from '../shell/hostDocument'
import { fakeRefresh } from '../views/fakeRefresh'
import { someTexts } from '../views/someTexts'

let undoLast = (): void => undefined

const column =
  '<div id="widgets_block"><div id="nano-card-widgets"><div class="card-widgets__elements"></div></div></div>'

const aCard = (settings: Partial<Settings> = {}) => {
  const inForce = { text: formatSettings({ ...defaultSettings, ...settings }) }
  const undoCard = vi.fn()
  const mount = vi.fn((_panel: CardPanelPlace) => undoCard)
  const load = vi.fn(async (): Promise<typeof mount> => mount)
  const onFailure = vi.fn()
  undoLast()
  const undo = openCard({
    widget: aWidget({ langs: ru }),
    language: 'ru',
    isLeftAlone: () => leavesCardsAlone(inForce.text, 'contacts'),
    openedAt: performance.now(),
    load,
    onFailure,
  })
  undoLast = undo
  return { inForce, load, mount, undoCard, onFailure, undo }
}

const panel = () => document.querySelector('.sales-analytics__card-panel')
/** The moment at which a card that is stayed on has its parts loaded. */
const stay = () => vi.advanceTimersByTimeAsync(300)

describe('an open card', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    showPage(column)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('keeps the place for its figures at once, as the panel draws it while nothing is known, so that nothing jumps', () => {
    aCard()
    const kept = panel()?.innerHTML
    const container = document.createElement('div')
    const model = createCardPanelModel({
      refresh: fakeRefresh({ phase: 'waiting' }),
      clock: createFakeClock(),
      pipelines: () => [],
      customerStages: () => [],
    })
    const undo = mountCardPanel(container, model, someTexts())
    expect(kept).toBe(container.innerHTML)
    undo()
  })

  it('has nothing loaded for a card that is only passed', async () => {
    const { load, undo } = aCard()
    await vi.advanceTimersByTimeAsync(299)
    undo()
    await stay()
    expect(load).not.toHaveBeenCalled()
    expect(panel()).toBeNull()
  })

  it('gives its place to what refreshes the card, and takes it back', async () => {
    const { mount, undoCard, undo } = aCard()
    await stay()
    const place = mount.mock.calls[0]?.[0]
    const undoDrawing = vi.fn()
    place?.fill((container) => {
      container.textContent = 'Купили'
      return undoDrawing
    })
    expect(panel()?.textContent).toBe('Купили')
    undo()
    expect(undoDrawing).toHaveBeenCalledOnce()
    expect(undoCard).toHaveBeenCalledOnce()
    expect(panel()).toBeNull()
  })

  it('mounts nothing on a card that was left while its parts were coming', async () => {
    const { load, mount, undo } = aCard()
    let come = (): void => undefined
    load.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          come = () => resolve(mount)
        }),
    )
    await stay()
    undo()
    come()
    await stay()
    expect(mount).not.toHaveBeenCalled()
  })

  it('says in its place why the figures have not come, and tries again by a button', async () => {
    const { load, mount, onFailure } = aCard()
    load.mockRejectedValueOnce(new PartError('Script error'))
    await stay()
    expect(panel()?.querySelector('[role=alert]')?.textContent).toContain(ru.errors.partMissing)
    expect(onFailure).not.toHaveBeenCalled()
    panel()?.querySelector('button')?.click()
    expect(panel()?.textContent).toContain(ru.card.reading)
    await stay()
    expect(panel()?.querySelector('[role=alert]')).toBeNull()
    expect(mount).toHaveBeenCalledOnce()
  })

  it('says a failure outside where the page has no place for the panel', async () => {
    showPage('')
    const { load, onFailure } = aCard()
    const lost = new PartError('Script error')
    load.mockRejectedValueOnce(lost)
    await stay()
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(lost)
  })

  it('says a failure outside as well where the column with the panel is closed', async () => {
    const { load, onFailure } = aCard()
    document.querySelector('#widgets_block')?.setAttribute('style', 'display: none')
    load.mockRejectedValueOnce(new PartError('Script error'))
    await stay()
    expect(panel()?.querySelector('[role=alert]')).not.toBeNull()
    expect(onFailure).toHaveBeenCalledOnce()
  })

  it.each([
    ['drawn anew', column],
    ['filled', '<div id="widgets_block"><i></i></div>'],
  ])('stands in the right column that the page has %s since', async (_what, first) => {
    showPage(first)
    const { mount, undo } = aCard()
    const holder = document.querySelector('#page_holder')
    if (first === column && holder) holder.innerHTML = column
    else
      document
        .querySelector('#widgets_block')
        ?.insertAdjacentHTML('beforeend', '<div class="card-widgets__elements"></div>')
    await stay()
    const draw = (container: HTMLElement) => {
      container.textContent = 'Купили'
      return () => undefined
    }
    mount.mock.calls[0]?.[0].fill(draw)
    expect(document.querySelector('.card-widgets__elements')?.textContent).toBe('Купили')
    expect(document.querySelectorAll('.sales-analytics__card-panel')).toHaveLength(1)
    undo()
    expect(panel()).toBeNull()
  })

  it.each<Partial<Settings>>([{ cardRefresh: 'off' }, { entities: ['companies'] }])(
    'leaves a card alone that the settings %j leave out, also where they come into force meanwhile',
    async (settings) => {
      const { load } = aCard(settings)
      await stay()
      expect(panel()).toBeNull()
      expect(load).not.toHaveBeenCalled()
      const later = aCard()
      expect(panel()).not.toBeNull()
      later.inForce.text = formatSettings({ ...defaultSettings, ...settings })
      await stay()
      expect(panel()).toBeNull()
      expect(later.mount).not.toHaveBeenCalled()
    },
  )
})
