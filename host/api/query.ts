/** A query value as PHP reads it: a text, or keys over further values. */
export type QueryValue = string | QueryTree
/** Keys of `filter[x][y]=…`; `[]` takes the next number. */
export interface QueryTree {
  [key: string]: QueryValue
}

/** Reads a query string the way the CRM's server does. */
export function parseQuery(search: string): QueryTree {
  const tree: QueryTree = Object.create(null) as QueryTree
  for (const [key, value] of new URLSearchParams(search)) put(tree, keyParts(key), value)
  return tree
}

/** The value under nested keys, undefined when there is none. */
export function queryAt(tree: QueryTree, ...keys: string[]): QueryValue | undefined {
  let value: QueryValue | undefined = tree
  for (const key of keys) value = typeof value === 'object' ? value[key] : undefined
  return value
}

/** All texts of a value: `a=1`, `a[]=1&a[]=2` and `a[0]=1` alike; a comma list too where `commas` is set. */
export function queryTexts(value: QueryValue | undefined, commas = false): string[] {
  if (value === undefined) return []
  const texts =
    typeof value === 'string' ? [value] : Object.values(value).filter((one) => typeof one === 'string')
  return commas ? texts.flatMap((text) => text.split(',')).map((text) => text.trim()) : texts
}

/** All numbers of a value; what is no number is left out. */
export function queryNumbers(value: QueryValue | undefined): number[] {
  return queryTexts(value, true)
    .filter((text) => text !== '')
    .map(Number)
    .filter(Number.isFinite)
}

/** A span `[from]`, `[to]`, or null when the value is none. */
export function querySpan(value: QueryValue | undefined): { from: number; to: number } | null {
  if (typeof value !== 'object' || !('from' in value || 'to' in value)) return null
  const bound = (key: string, otherwise: number): number => {
    const text = value[key]
    return typeof text === 'string' && text !== '' ? Number(text) : otherwise
  }
  return { from: bound('from', Number.NEGATIVE_INFINITY), to: bound('to', Number.POSITIVE_INFINITY) }
}

/** `page` and `limit`, clamped: a limit above the cap gives the cap, nonsense the default. */
export function queryPage(tree: QueryTree, standing = 50, cap = 250): { page: number; limit: number } {
  const read = (key: string, otherwise: number): number => {
    const number = Number(tree[key])
    return Number.isInteger(number) && number > 0 ? number : otherwise
  }
  return { page: read('page', 1), limit: Math.min(read('limit', standing), cap) }
}

/** Parts of `with`. */
export function queryWith(tree: QueryTree): ReadonlySet<string> {
  return new Set(queryTexts(tree['with'], true))
}

function keyParts(key: string): string[] {
  const open = key.indexOf('[')
  if (open <= 0) return [key]
  return [
    key.slice(0, open),
    ...[...key.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ''),
  ]
}

function put(tree: QueryTree, parts: string[], value: string): void {
  let node = tree
  for (const [depth, part] of parts.entries()) {
    const key = part === '' ? String(Object.keys(node).length) : part
    if (depth === parts.length - 1) {
      node[key] = value
      return
    }
    const next = node[key]
    const child = typeof next === 'object' ? next : (Object.create(null) as QueryTree)
    node[key] = child
    node = child
  }
}
