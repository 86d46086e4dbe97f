// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { countLeaves } from '../../widget/shell/countLeaves'

it('counts how often the page was left', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const timesLeft = countLeaves()
  expect(timesLeft()).toBe(0)
  window.dispatchEvent(new Event('blur'))
  window.dispatchEvent(new Event('focus'))
  window.dispatchEvent(new Event('blur'))
  expect(timesLeft()).toBe(2)
})

it('takes a page that was loaded behind another one as left', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  expect(countLeaves()()).toBe(1)
})
