// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { applyChunkBase, chunkUrl } from '../../widget/shell/chunkUrl'
import { createTheme } from '../../widget/shell/createTheme'
import { mountIndicatorPlace } from '../../widget/shell/mountIndicatorPlace'
import { mountLeaveQuestion } from '../../widget/shell/mountLeaveQuestion'
import { mountReloadHold } from '../../widget/shell/mountReloadHold'
import { mountStylesheet } from '../../widget/shell/mountStylesheet'
import { settle, showPage } from './hostDocument'

const params = { path: '/upl/sales_analytics/widget', version: '0.1.0' }
const hrefs = (): (string | null)[] =>
  [...document.head.querySelectorAll('link')].map((link) => link.getAttribute('href'))

describe('parts of the page', () => {
  beforeEach(() => showPage('<main></main>'))

  it('link the style sheet once, with the version', () => {
    mountStylesheet(params)
    const undo = mountStylesheet(params)
    expect(hrefs()).toEqual(['/upl/sales_analytics/widget/style.css?v=0.1.0'])
    undo()
    expect(hrefs()).toEqual([])
  })

  it('replace the style sheet of an older version and leave those of others', () => {
    document.head.innerHTML = '<link rel="stylesheet" href="/upl/other/widget/style.css?v=3">'
    mountStylesheet(params)
    mountStylesheet({ ...params, version: '0.2.0' })
    expect(hrefs()).toEqual([
      '/upl/other/widget/style.css?v=3',
      '/upl/sales_analytics/widget/style.css?v=0.2.0',
    ])
  })

  it('load chunks from beside the script', () => {
    applyChunkBase('/upl/sales_analytics/widget/')
    expect(chunkUrl('reports-1a2b.js')).toBe('/upl/sales_analytics/widget/reports-1a2b.js')
  })

  it('hang the indicator on the body, outside what the CRM draws anew, once', () => {
    // The document of the tests draws nothing, so nothing can be hit.
    document.elementsFromPoint = () => []
    const undoFirst = vi.fn()
    mountIndicatorPlace({ mount: () => undoFirst, onCramped: () => undefined })
    const undo = mountIndicatorPlace({
      mount: (container) => {
        container.textContent = 'Записано 3 200 из 12 480'
        return () => undefined
      },
      onCramped: () => undefined,
    })
    expect(undoFirst).toHaveBeenCalledOnce()
    document.querySelector('#page_holder')?.remove()
    expect(document.querySelectorAll('aside')).toHaveLength(1)
    expect(document.querySelector('aside')?.textContent).toBe('Записано 3 200 из 12 480')
    undo()
    expect(document.querySelector('aside')).toBeNull()
  })

  it('hold off the reload of the page by the CRM', () => {
    const setCallingStatus = vi.fn()
    const undo = mountReloadHold({ sdk: { setCallingStatus } })
    undo()
    expect(setCallingStatus.mock.calls).toEqual([[true], [false]])
  })

  it('leave the reload held off for a call of another widget that was on before and still is', () => {
    let isCalling = true
    const sdk = {
      getCallingStatus: () => isCalling,
      setCallingStatus: (given: boolean) => {
        isCalling = given
      },
    }
    mountReloadHold({ sdk })()
    expect(isCalling).toBe(true)
    const undo = mountReloadHold({ sdk })
    isCalling = false
    undo()
    expect(isCalling).toBe(false)
  })

  it('ask before the page is left', () => {
    const undo = mountLeaveQuestion()
    const held = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(held)
    expect(held.defaultPrevented).toBe(true)
    undo()
    const free = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(free)
    expect(free.defaultPrevented).toBe(false)
  })

  it('tell the theme and its changes', async () => {
    const root = document.documentElement
    root.removeAttribute('data-color-scheme')
    const theme = createTheme(root)
    const onChange = vi.fn()
    const undo = theme.mount(onChange)
    expect(theme.current()).toBe('light')
    root.setAttribute('data-color-scheme', 'dark')
    await settle()
    expect(theme.current()).toBe('dark')
    expect(onChange).toHaveBeenCalledExactlyOnceWith('dark')
    undo()
    root.setAttribute('data-color-scheme', 'light')
    await settle()
    expect(onChange).toHaveBeenCalledOnce()
  })
})
