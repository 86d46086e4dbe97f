// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listTypeOfPath } from '../../widget/shell/page/listPaths'
import { openListColumns } from '../../widget/shell/openListColumns'

/** The head of a list whose settings count how often they were opened. */
const showList = (): { opened: number } => {
  const seen = { opened: 0 }
  document.body.innerHTML = '<div class="list__top__actions"><div class="js-list-settings"></div></div>'
  document.querySelector('.js-list-settings')?.addEventListener('click', () => {
    seen.opened += 1
  })
  return seen
}

/** A page whose list is told by its address. */
const aPage = (navigate: (path: string) => void) => ({
  openList: () => listTypeOfPath(location.pathname),
  navigate(path: string) {
    history.replaceState(null, '', path)
    navigate(path)
  },
})

describe('openListColumns', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    document.body.innerHTML = ''
    history.replaceState(null, '', '/')
  })

  it('opens the settings of the list on screen', async () => {
    history.replaceState(null, '', '/contacts/list/contacts/?page=2')
    const list = showList()
    const paths: string[] = []
    await openListColumns(
      'contacts',
      aPage((path) => paths.push(path)),
    )
    expect(list.opened).toBe(1)
    expect(paths).toEqual([])
  })

  it('goes to the list first from another page, and opens its settings once it is there', async () => {
    let list = { opened: 0 }
    const paths: string[] = []
    const opening = openListColumns(
      'companies',
      aPage((path) => {
        paths.push(path)
        setTimeout(() => {
          list = showList()
        }, 700)
      }),
    )
    await vi.runAllTimersAsync()
    await opening
    expect(paths).toEqual(['/contacts/list/companies/'])
    expect(list.opened).toBe(1)
  })

  it('goes from one list to the other, whose head it waits for', async () => {
    history.replaceState(null, '', '/contacts/list/contacts/')
    const first = showList()
    let second = { opened: 0 }
    const opening = openListColumns(
      'companies',
      aPage(() => {
        setTimeout(() => {
          second = showList()
        }, 700)
      }),
    )
    await vi.runAllTimersAsync()
    await opening
    expect([first.opened, second.opened]).toEqual([0, 1])
  })

  it('does not open the settings of a list that is hidden under an open card', async () => {
    history.replaceState(null, '', '/contacts/list/contacts/')
    const kept = showList()
    document.body.innerHTML = ''
    const holder = document.createElement('div')
    holder.id = 'page_holder'
    holder.style.display = 'none'
    document.body.append(holder)
    holder.innerHTML = '<div class="list__top__actions"><div class="js-list-settings"></div></div>'
    holder.querySelector('.js-list-settings')?.addEventListener('click', () => {
      kept.opened += 1
    })
    const opening = openListColumns(
      'contacts',
      aPage(() => undefined),
    )
    await vi.runAllTimersAsync()
    await opening
    expect(kept.opened).toBe(0)
  })

  it('gives up where no list comes', async () => {
    const opening = openListColumns(
      'contacts',
      aPage(() => undefined),
    )
    await vi.runAllTimersAsync()
    await expect(opening).resolves.toBeUndefined()
  })
})
