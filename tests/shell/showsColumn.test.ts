// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showsColumn } from '../../widget/shell/showsColumn'

const reload = (): boolean => true

describe('showsColumn', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    document.body.innerHTML = ''
  })

  it('cannot tell where no list is open', async () => {
    expect(await showsColumn('*Продажи, шт.', reload)).toBeNull()
  })

  it('cannot tell where the list cannot be read again', async () => {
    document.body.innerHTML = '<table id="list_table"><th>*Продажи, шт.</th></table>'
    expect(await showsColumn('*Продажи, шт.', () => false)).toBeNull()
  })

  it('asks nothing of a list that is hidden under an open card', async () => {
    document.body.innerHTML =
      '<div id="page_holder" style="display: none"><table id="list_table"></table></div>'
    const reloadHidden = vi.fn(reload)
    expect(await showsColumn('*Продажи, шт.', reloadHidden)).toBeNull()
    expect(reloadHidden).not.toHaveBeenCalled()
  })

  it('waits for the list that the page draws anew', async () => {
    document.body.innerHTML = '<table id="list_table"><th>Наименование</th></table>'
    const answer = showsColumn('*Продажи, шт.', reload)
    setTimeout(() => {
      document.body.innerHTML = '<table id="list_table"><th>*ПРОДАЖИ, ШТ.</th></table>'
    }, 300)
    await vi.runAllTimersAsync()
    expect(await answer).toBe(true)
  })

  it('says no where the column does not come', async () => {
    document.body.innerHTML = '<table id="list_table"><th>Наименование</th></table>'
    const answer = showsColumn('*Продажи, шт.', reload)
    await vi.runAllTimersAsync()
    expect(await answer).toBe(false)
  })
})
