import { describe, expect, it } from 'vitest'
import { measureSizes } from '../../tools/sizes.mjs'
import { nodesOf, pathOf, readArchive, type SyntaxNode } from './readArchive'

const archive = readArchive()
const { support } = archive.json('manifest.json')['widget'] as { support: { link: string } }
const amdScripts = archive.scripts.filter((name) => name !== 'tick.js')
const trees = new Map(archive.scripts.map((name) => [name, nodesOf(archive.text(name))]))

const calls = (name: string) =>
  (trees.get(name) ?? []).filter(
    ({ node }) => node.type === 'CallExpression' || node.type === 'NewExpression',
  )

const calleesIn = (name: string): string[] =>
  calls(name).map(({ node }) => pathOf(node['callee']).replace(/^(window|self|globalThis)\./, ''))

const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] => node['arguments'] as SyntaxNode[]

const stringsIn = (name: string): string[] =>
  (trees.get(name) ?? []).flatMap(({ node }) => {
    if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']]
    if (node.type === 'TemplateElement') return [(node['value'] as { raw: string }).raw]
    return []
  })

describe('code of the archive', () => {
  it.each(amdScripts)('defines one anonymous AMD module in %s', (name) => {
    const defines = calls(name).filter(({ node }) => pathOf(node['callee']) === 'define')
    expect(defines).toHaveLength(1)
    expect(argumentsOf(defines[0]?.node ?? { type: '' })[0]?.type).not.toBe('Literal')
  })

  it('asks the CRM for nothing but documented modules', () => {
    const module = calls('script.js').find(({ node }) => pathOf(node['callee']) === 'define')
    const wanted = argumentsOf(module?.node ?? { type: '', arguments: [] })[0]
    const names = wanted?.type === 'ArrayExpression' ? (wanted['elements'] as SyntaxNode[]) : []
    expect(names.map((one) => one['value'])).toEqual(['jquery'])
  })

  it.each(archive.scripts)('runs no text as code and asks nothing by browser windows in %s', (name) => {
    const forbidden = ['eval', 'Function', 'alert', 'confirm', 'prompt', 'document.write', 'importScripts']
    expect(calleesIn(name).filter((callee) => forbidden.includes(callee))).toEqual([])
  })

  it.each(archive.scripts)('writes to the console only what is allowed in %s', (name) => {
    const wrong = calls(name).filter(({ node, around }) => {
      const callee = pathOf(node['callee'])
      if (!callee.startsWith('console.') || callee === 'console.debug') return false
      return callee !== 'console.trace' || !around.some(({ type }) => type === 'CatchClause')
    })
    expect(wrong.map(({ node }) => pathOf(node['callee']))).toEqual([])
  })

  it.each(archive.scripts)('creates no script element in %s', (name) => {
    const created = calls(name).filter(
      ({ node }) =>
        pathOf(node['callee']).endsWith('createElement') && argumentsOf(node)[0]?.['value'] === 'script',
    )
    expect(created).toEqual([])
  })

  it.each(archive.scripts)('waits for no synchronous request in %s', (name) => {
    const synchronous = calls(name).filter(
      ({ node }) => pathOf(node['callee']).endsWith('.open') && argumentsOf(node)[2]?.['value'] === false,
    )
    expect(synchronous).toEqual([])
    // The words themselves are what the rule names and a moderator looks for, wherever they stand.
    expect(archive.text(name)).not.toMatch(/\basync["']?\s*[:=]\s*(false|!1)/)
  })

  it.each(archive.scripts)('knows no address outside the CRM in %s', (name) => {
    // The names of markup languages look like addresses; axios compares with the address of a server without one.
    const known = /^(http:\/\/www\.w3\.org\/|http:\/\/localhost$)/
    const addresses = stringsIn(name).filter((text) =>
      /(^|[^:])(https?:)?\/\/[\w-]+\.|https?:\/\//.test(text),
    )
    expect(addresses.filter((text) => !known.test(text) && text !== support.link)).toEqual([])
  })

  it.each(archive.scripts)("does not write to the CRM's global objects in %s", (name) => {
    const written = (trees.get(name) ?? [])
      .filter(({ node }) => node.type === 'AssignmentExpression')
      .map(({ node }) => pathOf(node['left']).replace(/^(window|self|globalThis)\./, ''))
    expect(written.filter((path) => /^(APP|AMOCRM)\b/.test(path))).toEqual([])
  })

  it.each(archive.scripts)('keeps no trace of its workshop in %s', (name) => {
    const text = archive.text(name)
    expect(text).not.toContain('process.env')
    expect(text).not.toMatch(/localhost:\d/)
    expect(text).not.toMatch(/sourceMappingURL|\bdebugger\b/)
    expect(text).not.toMatch(/\b(TODO|FIXME)\b/)
    expect(text).not.toMatch(/node_modules\/\.|\/home\/|\/root\//)
  })

  it.each(archive.scripts)('can be read by a person in %s', (name) => {
    const lines = archive.text(name).split('\n')
    const average = lines.reduce((sum, line) => sum + line.length, 0) / lines.length
    expect(average).toBeLessThan(80)
    expect(lines.filter((line) => line.length > 300)).toEqual([])
  })

  it.each(archive.scripts)('has names that say something in %s', (name) => {
    const names = (trees.get(name) ?? [])
      .filter(({ node }) => node.type === 'Identifier')
      .map(({ node }) => String(node['name']))
    const short = names.filter((one) => one.length === 1)
    expect(short.length / names.length).toBeLessThan(0.05)
  })

  it.each(archive.scripts)('has no minified function among readable ones in %s', (name) => {
    const nodes = trees.get(name) ?? []
    const names = nodes.filter(({ node }) => node.type === 'Identifier').map(({ node }) => node)
    const shrunk = nodes
      .filter(({ node }) => /Function/.test(node.type))
      .filter(({ node }) => {
        const inside = names.filter(
          ({ start }) => Number(start) >= Number(node['start']) && Number(start) < Number(node['end']),
        )
        const short = inside.filter((one) => String(one['name']).length === 1)
        return inside.length > 30 && short.length / inside.length > 0.4
      })
      .map(({ node }) => archive.text(name).slice(Number(node['start']), Number(node['end'])))
    expect(shrunk).toEqual([])
  })

  it('has nothing heavy in the script that every page runs', () => {
    const heavy = /createVNode|AxiosHeaders|safeParse|Signal\.prototype|indexedDB|XMLHttpRequest/
    expect(archive.text('script.js')).not.toMatch(heavy)
  })

  it.each(archive.scripts)('holds nothing of its packages that the widget never calls in %s', (name) => {
    const unused = [
      // axios: other adapters, forms, uploads, cookies, the old cancelling
      'toFormData(',
      'new FormData',
      'x-www-form-urlencoded;',
      'executor must be a function',
      'XSRF-TOKEN',
      'ImATeapot',
      // preact: other renderers, tools, portals
      'createPortal',
      '__PREACT_DEVTOOLS__',
      'useDebugValue(',
      'useImperativeHandle(',
      'renderToString',
      'cloneElement(',
      // signals and valibot: what is not imported
      'useSignalEffect',
      'createModel',
      'safeParseAsync',
      'emailRegex',
      'toTitleCase',
      'flatten(',
      'forwardAsync',
    ]
    expect(unused.filter((words) => archive.text(name).includes(words))).toEqual([])
  })

  it('links the style sheet with the version', () => {
    expect(archive.text('script.js')).toMatch(/style\.css/)
    expect(archive.text('script.js')).toMatch(/\?v=\$\{params\.version/)
  })

  it('keeps to the size limits', () => {
    expect(measureSizes().filter(({ size, limit }) => size > limit)).toEqual([])
  })
})
