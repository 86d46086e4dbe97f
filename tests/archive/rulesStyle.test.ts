import { describe, expect, it } from 'vitest'
import { readArchive } from './readArchive'

/** One block of a style sheet: what stands before its brace, and what it stands in. */
interface Block {
  readonly head: string
  readonly around: readonly string[]
  readonly body: string
}

const css = readArchive()
  .text('style.css')
  .replace(/\/\*[\s\S]*?\*\//g, '')

const blocksOf = (text: string, around: readonly string[] = []): Block[] => {
  const blocks: Block[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('{', at)
    if (open === -1) break
    const close = closingBrace(text, open)
    const head = text.slice(at, open).split(';').pop()?.trim() ?? ''
    const body = text.slice(open + 1, close)
    blocks.push({ head, around, body }, ...blocksOf(body, [head, ...around]))
    at = close + 1
  }
  return blocks
}

const closingBrace = (text: string, open: number): number => {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return text.length
}

const blocks = blocksOf(css)
const isInKeyframes = ({ around }: Block): boolean => around.some((head) => head.startsWith('@keyframes'))
const isNested = ({ around }: Block): boolean => around.some((head) => head !== '' && !head.startsWith('@'))
const rules = blocks.filter((block) => !block.head.startsWith('@') && !isInKeyframes(block))
const selectors = rules.filter((rule) => !isNested(rule)).flatMap((rule) => splitSelectors(rule.head))

function splitSelectors(head: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const sign of head) {
    if (sign === '(' || sign === '[') depth += 1
    if (sign === ')' || sign === ']') depth -= 1
    if (sign === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += sign
  }
  return [...parts, part.trim()]
}

describe('style.css', () => {
  it('has rules', () => {
    expect(selectors.length).toBeGreaterThan(5)
  })

  it("begins every selector with the widget's own class, in the theme of the page or without", () => {
    const own = /^(html\[data-color-scheme="?dark"?\]\s+)?\.sales-analytics(?![a-z0-9])/
    expect(selectors.filter((selector) => !own.test(selector))).toEqual([])
  })

  it('names its variables and animations with its own prefix', () => {
    const variables = [...css.matchAll(/(?:^|[{;\s])(--[\w-]+)\s*:/g)].map((match) => match[1] ?? '')
    expect(variables.filter((name) => !name.startsWith('--sales-analytics-'))).toEqual([])
    const animations = blocks
      .filter(({ head }) => head.startsWith('@keyframes'))
      .map(({ head }) => head.split(/\s+/)[1])
    expect(animations.filter((name) => !name?.startsWith('sales-analytics'))).toEqual([])
  })

  it('loads nothing from outside', () => {
    expect(css).not.toMatch(/@import|url\(\s*["']?(https?:)?\/\//)
  })
})
