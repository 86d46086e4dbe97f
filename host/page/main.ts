import $ from 'jquery'
import { defineHostModules } from './amd/defineHostModules'
import type { AppGlobal, PageContext } from './appTypes'
import { fetchJson, PageRequestError } from './fetchJson'
import { hostWindow } from './hostWindow'
import { mountPage } from './mountPage'
import { mountControls } from './widgets/controls/mountControls'
import { ColorScheme } from './shell/ColorScheme'
import { createApp } from './shell/createApp'
import { drawShell } from './shell/drawShell'
import { drawSignIn } from './shell/drawSignIn'
import { mountContextMenus } from './shell/mountContextMenus'
import { Router } from './shell/Router'
import { watchRelease } from './shell/watchRelease'
import { chooseLanguage } from './texts/translate'
import { addNotificationCallbacks } from './widgets/methods/addNotificationCallbacks'
import { ownPageOf } from './widgets/ownPageOf'
import { WidgetLoader } from './widgets/WidgetLoader'
import type { PageSession } from './wire'
import './styles/fonts.css'
import './styles/palette.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/nav.css'
import './styles/list.css'
import './styles/card.css'
import './styles/modal.css'
import './styles/settings.css'
import './styles/widgetControls.css'

/** Entry of the CRM's page: session, globals, shell, loader, router. */
async function start(): Promise<void> {
  const root = document.body.appendChild(document.createElement('div'))
  root.id = 'page_root'
  defineHostModules()
  const session = await fetchSession()
  if (!session) {
    ColorScheme.restore('light')
    drawSignIn(root)
    return
  }
  chooseLanguage(session.user.lang)
  document.documentElement.lang = session.user.lang
  ColorScheme.restore(session.user.theme)
  const holder = drawShell(root, session)
  const release = watchRelease(session.coreVersion, () => location.reload())
  const router: Router = new Router((route) => mountPage(holder, context, loader, route))
  const navigate: AppGlobal['router']['navigate'] = (url, options) => router.navigate(url, options)
  const app = createApp({
    session,
    routeNow: () => router.route,
    navigate,
    setCallingStatus: (isCalling) => release.setCallingStatus(isCalling),
  })
  Object.assign(window, { APP: app, AMOCRM: app })
  addNotificationCallbacks(app)
  const context: PageContext = { session, app, navigate }
  const loader = new WidgetLoader(app, session, (code) => ownPageOf(router.route, code))
  loader.listen()
  mountContextMenus(document)
  mountControls()
  $(document).on('click', '.js-theme-switch', () => ColorScheme.toggle())
  $(document).on('click', '.js-host-options', () => window.open('/__host/', '_blank'))
  router.start()
  // The CRM's page brings its templates whether widgets ask for them or not; nothing waits for them here.
  hostWindow().require(['/frontend/build/templates.js?1'], () => undefined, reportError)
}

async function fetchSession(): Promise<PageSession | null> {
  try {
    return await fetchJson<PageSession>('/ajax/page/session')
  } catch (error) {
    if (error instanceof PageRequestError && error.status === 401) return null
    throw error
  }
}

start().catch(reportError)
