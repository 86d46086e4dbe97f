// @vitest-environment happy-dom
import { runInThisContext } from 'node:vm'
import $ from 'jquery'
import { afterEach, describe, expect, it } from 'vitest'
import { readArchive } from './readArchive'

type Define = (dependencies: readonly string[], factory: (...modules: unknown[]) => unknown) => void

const page = globalThis as unknown as { define?: Define }

/** Runs script.js as the RequireJS of the page does, and gives what its module is. */
const loadModule = (): unknown => {
  const values: Record<string, unknown> = { jquery: $ }
  let loaded: unknown
  page.define = (dependencies, factory) => {
    loaded = factory(...dependencies.map((name) => values[name]))
  }
  runInThisContext(readArchive().text('script.js'), { filename: 'script.js' })
  return loaded
}

const globalNames = (): string[] => Object.getOwnPropertyNames(globalThis).sort()

describe('script.js', () => {
  afterEach(() => {
    delete page.define
  })

  it('gives the CRM a constructor, whose objects have the callbacks that it calls', () => {
    const Widget = loadModule() as new () => { callbacks: Record<string, unknown> }
    expect(Widget).toBeTypeOf('function')
    const { callbacks } = new Widget()
    for (const name of ['render', 'init', 'bind_actions', 'settings', 'onSave', 'destroy'])
      expect(callbacks[name]).toBeTypeOf('function')
  })

  it('changes nothing in the page before the CRM calls it', () => {
    page.define = () => undefined
    const before = globalNames()
    const markup = document.documentElement.outerHTML
    loadModule()
    expect(document.documentElement.outerHTML).toBe(markup)
    expect(globalNames()).toEqual(before)
  })
})
