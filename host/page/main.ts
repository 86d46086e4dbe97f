import $ from 'jquery'
import { defineHostModules } from './amd/defineHostModules'
import type { AppGlobal, PageContext } from './appTypes'
import { fetchJson, PageRequestError, repeatAfterRenewal } from './fetchJson'
import { hostWindow } from './hostWindow'
import { mountPage } from './mountPage'
import { mountControls } from './widgets/controls/mountControls'
import { ColorScheme } from './shell/ColorScheme'
import { createApp } from './shell/createApp'
import { bringInbox } from './shell/createNotifications'
import { drawShell, showPlace } from './shell/drawShell'
import { drawSignIn } from './shell/drawSignIn'
import { mountContextMenus } from './shell/mountContextMenus'
import { repeatJqueryCalls } from './shell/repeatJqueryCalls'
import { Router } from './shell/Router'
import { SessionKeeper } from './shell/SessionKeeper'
import { watchRelease } from './shell/watchRelease'
import { chooseLanguage } from './texts/translate'
import { addNotificationCallbacks } from './widgets/methods/addNotificationCallbacks'
import { ownPageOf } from './widgets/ownPageOf'
import { watchWidgetErrors } from './widgets/log/watchWidgetErrors'
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
import './styles/sections.css'
import './styles/settings.css'
import './styles/widgetControls.css'
import './styles/widgetLog.css'

/** Entry of the CRM's page: session, globals, shell, loader, router. */
async function start(): Promise<void> {
  const root = document.body.appendChild(document.createElement('div'))
  root.id = 'page_root'
  defineHostModules()
  ColorScheme.restore()
  const keeper = new SessionKeeper()
  const session = await fetchSession(keeper)
  if (!session) {
    drawSignIn(root)
    return
  }
  repeatAfterRenewal(() => keeper.renew())
  repeatJqueryCalls(() => keeper.renew())
  chooseLanguage(session.user.lang)
  document.documentElement.lang = session.user.lang
  const places = drawShell(root, session)
  const release = watchRelease(session.coreVersion, () => location.reload())
  const router: Router = new Router(
    (route) => mountPage(places, context, loader, route),
    (place) => showPlace(places, place),
  )
  const navigate: AppGlobal['router']['navigate'] = (url, options) => router.navigate(url, options)
  const app = createApp({
    session,
    routeNow: () => router.route,
    navigate,
    release,
  })
  Object.assign(window, { APP: app, AMOCRM: app })
  bringInbox(app, session.switches.inbox)
  keeper.app = app
  keeper.watch()
  const context: PageContext = { session, app, navigate, keptList: () => router.keptUrl }
  addNotificationCallbacks(app)
  const loader = new WidgetLoader(app, session, (code) => ownPageOf(router.route, code))
  watchWidgetErrors()
  loader.listen()
  mountContextMenus(document)
  mountControls()
  $(document).on('click', '.js-theme-switch', () => ColorScheme.toggle())
  $(document).on('click', '.js-host-options', () => window.open('/__host/', '_blank'))
  router.start()
  // The CRM's page brings its templates whether widgets ask for them or not; nothing waits for them here.
  hostWindow().require(['/frontend/build/templates.js?1'], () => undefined, reportError)
}

/** Null where the user has to sign in first. */
async function fetchSession(keeper: SessionKeeper): Promise<PageSession | null> {
  try {
    return await fetchJson<PageSession>('/ajax/page/session')
  } catch (error) {
    if (!(error instanceof PageRequestError && error.status === 401)) throw error
    if ((await keeper.ask()) === 'lost') return null
    await keeper.renew()
    return fetchJson<PageSession>('/ajax/page/session')
  }
}

start().catch(reportError)
