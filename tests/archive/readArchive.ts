import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { parseAst } from 'rollup/parseAst'

/** The built archive as the marketplace gets it. */
export interface Archive {
  readonly files: ReadonlyMap<string, Uint8Array>
  text(name: string): string
  json(name: string): Record<string, unknown>
  /** The names of all code files. */
  readonly scripts: readonly string[]
}

/** A node of the syntax tree with whatever belongs to its type. */
export interface SyntaxNode {
  readonly type: string
  readonly [key: string]: unknown
}

/**
 * Reads `dist/widget.zip`.
 *
 * @throws when the archive was not built
 */
export const readArchive = (): Archive => {
  const zip = readFileSync(join(import.meta.dirname, '../../dist/widget.zip'))
  const files = new Map(Object.entries(unzipSync(zip)))
  const text = (name: string): string => {
    const content = files.get(name)
    if (!content) throw new Error(`${name} is not in the archive`)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  }
  return {
    files,
    text,
    json: (name) => JSON.parse(text(name)) as Record<string, unknown>,
    scripts: [...files.keys()].filter((name) => name.endsWith('.js')),
  }
}

/** All nodes of a script, each with the nodes around it, the nearest first. */
export const nodesOf = (code: string): readonly { node: SyntaxNode; around: readonly SyntaxNode[] }[] => {
  const program: unknown = parseAst(code)
  const found: { node: SyntaxNode; around: readonly SyntaxNode[] }[] = []
  const visit = (value: unknown, around: readonly SyntaxNode[]): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, around)
    else if (isNode(value)) {
      found.push({ node: value, around })
      const inside = [value, ...around]
      for (const part of Object.values(value)) visit(part, inside)
    }
  }
  visit(program, [])
  return found
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** `a.b.c` for a chain of plain names; empty for anything else. */
export const pathOf = (value: unknown): string => {
  if (!isNode(value)) return ''
  if (value.type === 'Identifier') return String(value['name'])
  if (value.type === 'ThisExpression') return 'this'
  if (value.type === 'ChainExpression') return pathOf(value['expression'])
  if (value.type !== 'MemberExpression' || value['computed'] === true) return ''
  const owner = pathOf(value['object'])
  return owner === '' ? '' : `${owner}.${pathOf(value['property'])}`
}
