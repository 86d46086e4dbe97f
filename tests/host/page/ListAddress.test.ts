import { describe, expect, test } from 'vitest'
import { ListAddress } from '../../../host/page/lists/ListAddress'

describe('ListAddress', () => {
  test('keeps filter and order while paging, and begins anew where rows change', () => {
    const address = new ListAddress('?filter[cf][5][from]=10&useFilter=y&order[cf:5]=desc&page=3')
    expect(address.page).toBe(3)
    expect(address.order).toEqual({ key: 'cf:5', isDescending: true })
    expect(address.withPage(4).filters).toEqual([['filter[cf][5][from]', '10']])
    expect(address.withOrder({ key: 'name', isDescending: false }).page).toBe(1)
    expect(address.withOrder({ key: 'name', isDescending: false }).order).toEqual({
      key: 'name',
      isDescending: false,
    })
  })

  test('clears search and filter together', () => {
    const address = new ListAddress('?query=abc&filter[name]=x&useFilter=y').withFilters([])
    expect(address.toString()).toBe('')
    expect(address.isFiltered).toBe(false)
  })

  test('takes a search beside filters', () => {
    const address = new ListAddress('').withFilters([['filter[name]', 'x']]).withQuery('abc')
    expect(Object.fromEntries(address.params)).toEqual({ 'filter[name]': 'x', useFilter: 'y', query: 'abc' })
  })
})
