import type { MenuItem, PageSession } from '../wire'
import { menuItemAddress } from './menuItemAddress'

/** A section that a widget adds to the left menu. */
export interface WidgetSection {
  section: string
  href: string
  text: string
  /** Address of the icon, null without one. */
  image: string | null
}

/** Codes of the documentation for sections that the local CRM calls otherwise: its lists of contacts stand for catalogs. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  tasks: ['tasks', 'todo'],
  catalogs: ['catalogs', 'contacts'],
}

/** The CRM's sections in the menu's order, by the codes of the documentation (RU:web_sdk/left_menu). */
const ORDER = ['dashboard', 'leads', 'customers', 'tasks', 'catalogs', 'mail', 'stats', 'settings']

/** Code of a widget's own section in the menu. */
export function widgetSection(code: string, itemCode: string): string {
  return `widget_page:${code}:${itemCode}`
}

/**
 * The left menu with what widgets do to it: hidden sections are out, own sections stand after the one they name, else at
 * the end, and several after the same one in the order of the widgets (RU:web_sdk/left_menu). One that is named and is
 * not in the menu gives way to the nearest before it.
 */
export function placeMenuItems<Item extends { section: string }>(
  items: readonly Item[],
  session: Pick<PageSession, 'menuItems' | 'hiddenSections'>,
): (Item | WidgetSection)[] {
  const hidden = new Set(session.hiddenSections.flatMap(namesOf))
  const shown: (Item | WidgetSection)[] = items.filter(({ section }) => !hidden.has(section))
  const own = session.menuItems.filter(
    ({ location, subitemCode }) => location === 'widget_page' && subitemCode === null,
  )
  const placed = new Map<number, WidgetSection[]>()
  for (const item of own) {
    const at = findPlace(shown, item.after)
    placed.set(at, [...(placed.get(at) ?? []), toSection(item)])
  }
  return [...(placed.get(-1) ?? []), ...shown.flatMap((item, index) => [item, ...(placed.get(index) ?? [])])]
}

/** Index of the section after which an item stands; -1 before all. */
function findPlace(shown: readonly { section: string }[], after: string | null): number {
  const wanted = after === null ? -1 : ORDER.indexOf(after)
  if (wanted === -1) return shown.length - 1
  for (const code of ORDER.slice(0, wanted + 1).toReversed()) {
    const names = namesOf(code)
    const index = shown.findLastIndex(({ section }) => names.includes(section))
    if (index !== -1) return index
  }
  return -1
}

function namesOf(code: string): readonly string[] {
  return OTHER_NAMES[code] ?? [code]
}

function toSection(item: MenuItem): WidgetSection {
  return {
    section: widgetSection(item.code, item.itemCode ?? ''),
    href: menuItemAddress(item),
    text: item.title,
    image: item.icon,
  }
}
