// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

describe('openListColumns', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    document.body.innerHTML = ''
  })

  it('opens the settings of the list on screen', async () => {
    const list = showList()
    const paths: string[] = []
    await openListColumns('contacts', (path) => paths.push(path))
    expect(list.opened).toBe(1)
    expect(paths).toEqual([])
  })

  it('goes to the list first from another page, and opens its settings once it is there', async () => {
    let list = { opened: 0 }
    const paths: string[] = []
    const opening = openListColumns('companies', (path) => {
      paths.push(path)
      setTimeout(() => {
        list = showList()
      }, 700)
    })
    await vi.runAllTimersAsync()
    await opening
    expect(paths).toEqual(['/contacts/list/companies/'])
    expect(list.opened).toBe(1)
  })

  it('gives up where no list comes', async () => {
    const opening = openListColumns('contacts', () => undefined)
    await vi.runAllTimersAsync()
    await expect(opening).resolves.toBeUndefined()
  })
})
