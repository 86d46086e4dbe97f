// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { createSignIn } from '../../widget/shell/createSignIn'
import { readSetting, readWidgetCode } from '../../widget/shell/page/readWidget'
import { aWidget, showPage } from './hostDocument'

const nobody = (): number => 0

describe("the CRM's own sign-in window", () => {
  beforeEach(() => showPage(''))

  it('is known by the page’s value or by its element, whichever is there', () => {
    let app: object = {}
    const signIn = createSignIn(() => app, nobody)
    expect(signIn.isOpen()).toBe(false)
    app = { auth_modal: { destroy: () => undefined } }
    expect(signIn.isOpen()).toBe(true)
    app = { auth_modal: null }
    showPage('<div id="session_end_modal">Войти</div>')
    expect(signIn.isOpen()).toBe(true)
    showPage('<div id="session_end_modal" style="display: none">Войти</div>')
    expect(signIn.isOpen()).toBe(false)
  })

  it('is not there on a page without that value, or whose value cannot be read', () => {
    const hostile = {}
    Object.defineProperty(hostile, 'auth_modal', {
      get: () => {
        throw new Error('the page is not ready')
      },
    })
    expect(createSignIn(() => null, nobody).isOpen()).toBe(false)
    expect(createSignIn(() => hostile, nobody).isOpen()).toBe(false)
  })
})

describe('whose page it is', () => {
  it.each([
    [8_800_001, 8_800_001],
    [0, 0],
    [Number.NaN, 0],
    [-1, 0],
  ])('is compared only by an id: %j', (given, read) => {
    expect(
      createSignIn(
        () => null,
        () => given,
      ).userId(),
    ).toBe(read)
  })

  it('is not known where the page throws', () => {
    const hostile = (): number => {
      throw new Error('the page is not ready')
    }
    expect(createSignIn(() => null, hostile).userId()).toBe(0)
  })
})

describe('what the CRM tells the widget about itself', () => {
  it.each([undefined, null, {}, 'text'])('is nothing where it has given %j', (params) => {
    expect(readSetting(aWidget({ params: params as never }), 'custom')).toBeNull()
    expect(readWidgetCode(aWidget({ params: params as never, ns: '.widget:sales_analytics' }))).toBe(
      'sales_analytics',
    )
    expect(readWidgetCode(aWidget({ params: params as never }))).toBe('')
  })

  it('is what it has given', () => {
    expect(readSetting(aWidget({ params: { version: 7 } }), 'custom')).toEqual({ value: undefined })
    expect(readWidgetCode(aWidget())).toBe('sales_analytics')
  })
})
