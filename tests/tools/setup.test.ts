import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isStale } from '../../tools/build/isStale.mjs'
import { reasonToInstall } from '../../tools/setup.mjs'

let folder = ''

const write = (name: string, text: string, time?: number): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  if (time !== undefined) utimesSync(path, time, time)
  return path
}

const lock = (packages: Record<string, object>): string => JSON.stringify({ packages })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sales-analytics-tools-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('set-up', () => {
  it('installs in a fresh clone', () => {
    write('package-lock.json', lock({ 'node_modules/preact': { version: '11.2.0' } }))
    expect(reasonToInstall(folder)).toBe('the dependencies are not installed')
  })

  it('leaves what is installed as locked, and what is locked for other systems only', () => {
    const preact = { version: '11.2.0' }
    write(
      'package-lock.json',
      lock({ '': {}, 'node_modules/preact': preact, 'node_modules/mac': { optional: true } }),
    )
    write('node_modules/.package-lock.json', lock({ 'node_modules/preact': preact }))
    expect(reasonToInstall(folder)).toBeNull()
  })

  it('installs again when the lock file asks for another version or for more', () => {
    write('package-lock.json', lock({ 'node_modules/preact': { version: '11.3.0' } }))
    write('node_modules/.package-lock.json', lock({ 'node_modules/preact': { version: '11.2.0' } }))
    expect(reasonToInstall(folder)).toMatch(/preact/)
    write('node_modules/.package-lock.json', lock({}))
    expect(reasonToInstall(folder)).toMatch(/preact/)
  })
})

describe('staleness of what is built', () => {
  it('sees a missing result, a newer file deep in a folder, and passes over what does not exist', () => {
    const source = write('widget/calc/total.ts', '', 1000)
    const folders = [join(folder, 'widget'), join(folder, 'none')]
    for (const path of [join(folder, 'widget/calc'), join(folder, 'widget')]) utimesSync(path, 1000, 1000)
    expect(isStale(join(folder, 'dist.zip'), folders)).toBe(true)
    const built = write('dist.zip', '', 2000)
    expect(isStale(built, folders)).toBe(false)
    utimesSync(source, 3000, 3000)
    expect(isStale(built, folders)).toBe(true)
  })

  it('sees a file that was removed', () => {
    const source = write('widget/old.ts', '', 1000)
    const built = write('dist.zip', '', 2000)
    rmSync(source)
    expect(isStale(built, [join(folder, 'widget')])).toBe(true)
  })
})
