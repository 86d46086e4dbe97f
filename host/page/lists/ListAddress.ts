import type { ListOrder } from './listTable'

/** The state of a list as its address carries it: `filter[...]`, `query`, `order[KEY]`, `page`, `useFilter=y`. */
export class ListAddress {
  readonly params: URLSearchParams

  constructor(search: string) {
    this.params = new URLSearchParams(search)
    this.params.delete('reload')
  }

  get page(): number {
    return Math.max(1, Number(this.params.get('page') ?? 1) || 1)
  }

  get query(): string {
    return this.params.get('query') ?? ''
  }

  get order(): ListOrder | null {
    for (const [name, value] of this.params) {
      const key = /^order\[(.+)\]$/.exec(name)?.[1]
      if (key) return { key, isDescending: value === 'desc' }
    }
    return null
  }

  /** Whether search or a filter hides records. */
  get isFiltered(): boolean {
    return this.query !== '' || this.filters.length > 0
  }

  get filters(): readonly (readonly [string, string])[] {
    return [...this.params].filter(([name, value]) => name.startsWith('filter[') && value !== '')
  }

  /** The address of another page of the same rows. */
  withPage(page: number): ListAddress {
    return this.#changed((params) => params.set('page', String(page)))
  }

  /** The address with a search text; the first page. */
  withQuery(query: string): ListAddress {
    return this.#changed((params) => {
      params.delete('page')
      if (query) params.set('query', query)
      else params.delete('query')
    })
  }

  /** Sorted by a column; the first page. */
  withOrder(order: ListOrder): ListAddress {
    return this.#changed((params) => {
      for (const name of Array.from(params.keys()))
        if (name.startsWith('order[') || name === 'page') params.delete(name)
      params.set(`order[${order.key}]`, order.isDescending ? 'desc' : 'asc')
    })
  }

  /** With these filters in place of all former ones; none clears search and filter. */
  withFilters(filters: readonly (readonly [string, string])[]): ListAddress {
    return this.#changed((params) => {
      for (const name of Array.from(params.keys())) {
        if (name.startsWith('filter[') || name === 'page' || name === 'useFilter') params.delete(name)
      }
      for (const [name, value] of filters) params.append(name, value)
      if (filters.length > 0) params.set('useFilter', 'y')
      else params.delete('query')
    })
  }

  toString(): string {
    const text = this.params.toString()
    return text === '' ? '' : `?${text}`
  }

  #changed(change: (params: URLSearchParams) => void): ListAddress {
    const next = new ListAddress(this.params.toString())
    change(next.params)
    return next
  }
}
