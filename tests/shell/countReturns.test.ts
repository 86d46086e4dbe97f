// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { countReturns } from '../../widget/shell/countReturns'

const hasFocus = vi.fn()

beforeEach(() => {
  hasFocus.mockReturnValue(true)
  document.hasFocus = hasFocus
})

it('counts how often the user came to the page', () => {
  const times = countReturns()
  expect(times()).toBe(0)
  window.dispatchEvent(new Event('focus'))
  window.dispatchEvent(new Event('blur'))
  window.dispatchEvent(new Event('focus'))
  expect(times()).toBe(2)
  expect(times()).toBe(2)
})

it('takes a page that stands behind another one as come to anew each time, and again when it is shown', () => {
  hasFocus.mockReturnValue(false)
  const times = countReturns()
  expect([times(), times()]).toEqual([1, 2])
  hasFocus.mockReturnValue(true)
  window.dispatchEvent(new Event('focus'))
  expect([times(), times()]).toEqual([3, 3])
})

it('counts a page that the browser brings back from its cache', () => {
  const times = countReturns()
  const shown = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted })
  window.dispatchEvent(shown(false))
  window.dispatchEvent(shown(true))
  expect(times()).toBe(1)
})
