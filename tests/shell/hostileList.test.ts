// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import { describe, expect, it, vi } from 'vitest'
import { listHead, settle, showPage } from './hostDocument'
import { ways } from './support/breakValue'
import { goTo } from './support/crmBehind'
import { paths, useSpoiltPages } from './support/spoiltPage'

const pages = useSpoiltPages()

describe.each(ways)('a list of a page in which one value is %s', (way) => {
  it.each(paths)('has the item from which a run is started: %s', async (path) => {
    goTo('/contacts/list/contacts/')
    showPage(listHead())
    const { callbacks } = pages.open(path, way)
    expect([callbacks.render(), callbacks.init(), callbacks.bind_actions()]).toEqual([true, true, true])
    expect(document.querySelectorAll('.sales-analytics__menu-item')).toHaveLength(1)
    document.querySelector('.list__top__actions')?.dispatchEvent(new Event('pointerenter'))
    // What was asked for near the menu is a part of its own.
    await vi.dynamicImportSettled()
    await settle()
    expect(pages.failures).toEqual([])
    callbacks.destroy()
    expect(document.querySelector('.sales-analytics__menu-item')).toBeNull()
  })
})
