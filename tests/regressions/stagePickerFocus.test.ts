// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { mountSettingsForm } from '../../widget/views/mountSettingsForm'
import { aSettingsForm } from '../views/aSettingsForm'
import { someTexts } from '../views/someTexts'

afterEach(() => document.body.replaceChildren())

test('stages stay open when a press on their text puts the focus on the window around them, and close when it goes elsewhere', () => {
  document.body.innerHTML = '<div id="window"><div id="place"></div></div><button>Другое</button>'
  const place = document.querySelector<HTMLElement>('#place')
  if (place === null) throw new Error('no place')
  mountSettingsForm(place, aSettingsForm(), someTexts())
  const screen = within(document.body)
  const button = screen.getByRole('button', { name: /^2\.1\)/ })
  fireEvent.click(button)
  fireEvent.focusIn(document.querySelector('#window') ?? document.body)
  expect(button.getAttribute('aria-expanded')).toBe('true')
  fireEvent.focusIn(screen.getByRole('button', { name: 'Другое' }))
  expect(button.getAttribute('aria-expanded')).toBe('false')
})
