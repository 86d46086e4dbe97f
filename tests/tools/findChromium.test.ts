import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findChromium } from '../../tools/findChromium.mjs'

let folder = ''

const aProgram = (name: string): string => {
  const path = join(folder, name)
  writeFileSync(path, '#!/bin/sh\n')
  chmodSync(path, 0o755)
  return path
}

describe('findChromium', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sales-analytics-chromium-'))
    vi.stubEnv('CHROMIUM_PATH', '')
    vi.stubEnv('PATH', folder)
  })

  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  it('takes the one that the environment names', () => {
    const path = aProgram('my-chromium')
    vi.stubEnv('CHROMIUM_PATH', path)
    expect(findChromium({ mayInstall: false })).toBe(path)
  })

  it('refuses a name in the environment that is no program', () => {
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'none'))
    expect(() => findChromium({ mayInstall: false })).toThrow('CHROMIUM_PATH')
  })

  it('finds one on the path, the one without windows first', () => {
    aProgram('chromium')
    expect(findChromium({ mayInstall: false })).toBe(join(folder, 'chromium'))
    aProgram('chromium-headless-shell')
    expect(findChromium({ mayInstall: false })).toBe(join(folder, 'chromium-headless-shell'))
  })
})
