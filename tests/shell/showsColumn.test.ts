// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showsColumn } from '../../widget/shell/showsColumn'

describe('showsColumn', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    document.body.innerHTML = ''
  })

  it('cannot tell where no list is open', async () => {
    expect(await showsColumn('*Продажи, шт.')).toBeNull()
  })

  it('waits for the list that the page draws anew', async () => {
    document.body.innerHTML = '<table id="list_table"><th>Наименование</th></table>'
    const answer = showsColumn('*Продажи, шт.')
    setTimeout(() => {
      document.body.innerHTML = '<table id="list_table"><th>*ПРОДАЖИ, ШТ.</th></table>'
    }, 300)
    await vi.runAllTimersAsync()
    expect(await answer).toBe(true)
  })

  it('says no where the column does not come', async () => {
    document.body.innerHTML = '<table id="list_table"><th>Наименование</th></table>'
    const answer = showsColumn('*Продажи, шт.')
    await vi.runAllTimersAsync()
    expect(await answer).toBe(false)
  })
})
