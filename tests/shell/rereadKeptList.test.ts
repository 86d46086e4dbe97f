// @vitest-environment happy-dom
import $ from 'jquery'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHostPage } from '../../widget/shell/createHostPage'
import { rereadKeptList } from '../../widget/shell/rereadKeptList'
import { aRealApp, aTarget } from './aPage'
import { changePage, leaveCard, listHead, settle, showCard, showPage } from './hostDocument'

const router = vi.fn()

const aCardOverAList = () => {
  const app = aRealApp()
  app.data['is_card'] = true
  showPage(`${listHead()}<div id="list_table"></div>`)
  showCard('<div></div>')
  return { app, page: createHostPage(aTarget(app)) }
}

describe('a list under an open card at the end of a run', () => {
  beforeEach(() => {
    router.mockReset()
    $(document).on('list:reload.tests', router)
  })
  afterEach(() => {
    $(document).off('.tests')
  })

  it('is read again once, when the user is back, not while one card leads to another', async () => {
    const { app, page } = aCardOverAList()
    rereadKeptList(page)
    changePage()
    await settle()
    expect(router).not.toHaveBeenCalled()
    app.data['is_card'] = false
    leaveCard()
    changePage()
    await settle()
    changePage()
    await settle()
    expect(router).toHaveBeenCalledOnce()
  })

  it('is not read again where another was opened instead', async () => {
    const { app, page } = aCardOverAList()
    rereadKeptList(page)
    app.data['is_card'] = false
    showPage(`${listHead()}<div id="list_table"></div>`)
    changePage()
    await settle()
    expect(router).not.toHaveBeenCalled()
  })

  it('is not read again after the undo', async () => {
    const { app, page } = aCardOverAList()
    rereadKeptList(page)()
    app.data['is_card'] = false
    leaveCard()
    changePage()
    await settle()
    expect(router).not.toHaveBeenCalled()
  })
})
