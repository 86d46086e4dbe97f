// @vitest-environment happy-dom
import $ from 'jquery'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHostPage } from '../../widget/shell/createHostPage'
import { reloadList } from '../../widget/shell/reloadList'
import { aRealApp, aTarget } from './aPage'
import { listHead, showPage } from './hostDocument'

/** The router of the CRM: it opens whatever page is shown anew. */
const router = vi.fn()

beforeEach(() => {
  showPage(listHead())
  router.mockReset()
  $(document).on('list:reload.tests', router)
})
afterEach(() => {
  $(document).off('.tests')
})

it('has the list read again that the user sees', () => {
  expect(reloadList(createHostPage(aTarget(aRealApp())))).toBe(true)
  expect(router).toHaveBeenCalledOnce()
})

it.each(['/contacts/detail/5', '/mail/inbox/', '/settings/widgets/', '/leads/list/', '/chats/1'])(
  'does not open the page %s anew, where something unsaved may stand',
  (path) => {
    expect(reloadList(createHostPage(aTarget(aRealApp(), path)))).toBe(false)
    expect(router).not.toHaveBeenCalled()
  },
)

it('leaves the list under an open card alone', () => {
  const app = aRealApp()
  app.data['is_card'] = true
  expect(reloadList(createHostPage(aTarget(app)))).toBe(false)
  expect(router).not.toHaveBeenCalled()
})

it('does not close a window of the CRM over the list, but does not mind our own, or one that is hidden', () => {
  const page = createHostPage(aTarget(aRealApp()))
  document.body.insertAdjacentHTML('beforeend', '<div class="modal modal-settings"></div>')
  expect(reloadList(page)).toBe(false)
  document.querySelector('.modal')?.setAttribute('style', 'display: none')
  document.body.insertAdjacentHTML('beforeend', '<div class="modal sales-analytics__host-window"></div>')
  expect(reloadList(page)).toBe(true)
})

it('says that the list was not read where a listener of somebody else throws', () => {
  router.mockImplementation(() => {
    throw new Error('broken')
  })
  expect(reloadList(createHostPage(aTarget(aRealApp())))).toBe(false)
})
