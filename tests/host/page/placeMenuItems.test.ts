import { describe, expect, test } from 'vitest'
import { placeMenuItems } from '../../../host/page/shell/placeMenuItems'

const stock = ['dashboard', 'leads', 'customers', 'contacts', 'todo', 'mail', 'stats', 'settings'].map(
  (section) => ({ section }),
)

const own = (code: string, after: string | null, subitemCode: string | null = null) => ({
  code,
  location: 'widget_page' as const,
  itemCode: code,
  subitemCode,
  title: code,
  icon: null,
  after,
})

const order = (menuItems: ReturnType<typeof own>[], hiddenSections: string[] = []): string =>
  placeMenuItems(stock, { menuItems, hiddenSections })
    .map(({ section }) => section.replace(/^widget_page:(\w+):.*/, '<$1>'))
    .join(' ')

describe('placeMenuItems', () => {
  test('puts sections of widgets at the end, in the widgets’ order, where they name no place', () => {
    expect(order([own('a', null), own('b', null), own('c', 'nowhere')])).toBe(
      'dashboard leads customers contacts todo mail stats settings <a> <b> <c>',
    )
  })

  test('puts several after the same section in the widgets’ order, and no sub-item among the sections', () => {
    expect(order([own('a', 'leads'), own('a', null, 'sub'), own('b', 'leads'), own('c', 'settings')])).toBe(
      'dashboard leads <a> <b> customers contacts todo mail stats settings <c>',
    )
  })

  test('knows the documentation’s names of tasks and lists', () => {
    expect(order([own('a', 'tasks'), own('b', 'catalogs')], ['mail'])).toBe(
      'dashboard leads customers contacts <b> todo <a> stats settings',
    )
  })

  test('puts a section after a hidden one where that would stand', () => {
    expect(order([own('a', 'customers'), own('b', 'dashboard')], ['customers', 'dashboard', 'tasks'])).toBe(
      '<b> leads <a> contacts mail stats settings',
    )
  })
})
