import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importTable, oxlintConfig } from '../../tools/lintTable.mjs'

interface Row {
  readonly from: readonly string[]
  readonly typesFrom: readonly string[]
  readonly packages: readonly string[]
}

interface FoundImport {
  readonly file: string
  readonly target: string
  readonly isType: boolean
}

const root = join(import.meta.dirname, '../..')
const table = importTable as Record<string, Row>

describe('the import graph', () => {
  it('keeps to the table that the lint configuration is made from', () => {
    const broken = Object.entries(table).flatMap(([folder, row]) =>
      importsIn(folder)
        .filter((found) => !isAllowed(found, folder, row))
        .map(({ file, target }) => `${file} imports ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('has no import between the widget and the local CRM', () => {
    const crossing = [...importsIn('widget'), ...importsIn('host')].filter(
      ({ file, target }) =>
        (file.startsWith('widget/') && target.startsWith('host/')) ||
        (file.startsWith('host/') && target.startsWith('widget/')),
    )
    expect(crossing).toEqual([])
  })

  it('stands in .oxlintrc.json as the table says', () => {
    const written: unknown = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'))
    expect(written).toEqual(oxlintConfig)
  })
})

const isAllowed = ({ target, isType }: FoundImport, folder: string, row: Row): boolean => {
  // The type of the texts' tree: the texts themselves come from the CRM's page.
  if (isType && target.startsWith('i18n/')) return folder === 'widget/texts'
  if (target === 'manifest.json') return folder === 'widget/wiring'
  if (!target.startsWith('widget/'))
    return row.packages.some((name) => target === name || target.startsWith(`${name}/`))
  if (target.endsWith('.css')) return true
  const layer = target.split('/')[1] ?? ''
  return `widget/${layer}` === folder || row.from.includes(layer) || (isType && row.typesFrom.includes(layer))
}

/** A folder of the table may have no file yet. */
const importsIn = (folder: string): FoundImport[] => {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .flatMap((name) => importsOf(join(folder, name)))
}

const importsOf = (file: string): FoundImport[] => {
  const text = readFileSync(join(root, file), 'utf8')
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...statements].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? ''
    const target = specifier.startsWith('.')
      ? relative(root, normalize(join(root, dirname(file), specifier)))
      : specifier
    return { file, target, isType: match[1] !== undefined }
  })
}
