// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import ru from '../../i18n/ru.json'
import { createWidgetConstructor } from '../../widget/shell/createWidgetConstructor'
import { createActions } from '../../widget/wiring/createActions'
import { anAccount } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { aRealApp, constantsOf } from '../shell/aPage'
import { aWidget, listHead, showPage } from '../shell/hostDocument'
import { goTo, keepSession, putCrmBehind } from '../shell/support/crmBehind'

let asked: string[] = []
let release = (): void => undefined
/** Answers of the CRM wait for it. */
let released = Promise.resolve()

beforeAll(() => {
  vi.stubGlobal('BroadcastChannel', undefined)
  Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })
  const { host } = createWorld({ account: anAccount({}) })
  keepSession(host)
  const answer = host.app.fetch.bind(host.app)
  host.app.fetch = async (request, ...rest) => {
    asked.push(new URL(request.url).pathname)
    await released
    return answer(request, ...rest)
  }
  putCrmBehind(host)
})

beforeEach(() => {
  asked = []
  released = new Promise((resolve) => {
    release = resolve
  })
})

afterEach(() => showPage(''))
afterAll(() => vi.unstubAllGlobals())

const { callbacks: _callbacks, ...withoutCallbacks } = aWidget({ langs: ru })

/** The item is chosen over a list whose page does not tell the currency, so that the CRM is asked before the window can be drawn. */
const chooseRun = async () => {
  const constants = constantsOf('admin')
  delete (constants['account'] as Record<string, unknown>)['currency']
  const APP = aRealApp(constants)
  goTo('/contacts/list/contacts/')
  showPage(listHead())
  const Widget = createWidgetConstructor(createActions({ APP, location: window.location }))
  const widget = Object.assign(new Widget(), withoutCallbacks)
  widget.callbacks.render()
  await expect.poll(() => document.querySelector('.sales-analytics__menu-item')).not.toBeNull()
  document.querySelector<HTMLElement>('.sales-analytics__menu-item')?.click()
  await expect.poll(() => asked).toContain('/api/v4/account')
  return widget
}

const windows = (): number => document.querySelectorAll('dialog').length

it('opens once the CRM has answered', async () => {
  await chooseRun()
  release()
  await expect.poll(windows).toBe(1)
})

it('opens no window of a run after the widget was switched off while the CRM was asked', async () => {
  const widget = await chooseRun()
  expect(widget.callbacks.onSave({ active: 'N' })).toBe(true)
  widget.callbacks.destroy()
  asked = []
  release()
  // What is opened next, by a widget that is on, comes after all that the first could have opened.
  await chooseRun()
  await expect.poll(() => asked).toContain('/api/v4/leads/pipelines')
  await expect.poll(windows).toBeGreaterThan(0)
  expect(windows()).toBe(1)
})
