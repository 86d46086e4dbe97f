import { canRunBulk } from '../records/canRunBulk'
import type { ParentType } from '../records/parents'
import { applyChunkBase } from '../shell/chunkUrl'
import type { Place } from '../shell/classifyPlace'
import { createHostPage } from '../shell/createHostPage'
import type { WidgetActions } from '../shell/createWidgetConstructor'
import { followReturns } from '../shell/followReturns'
import type { HostWidget, HostWindow } from '../shell/hostTypes'
import { type Availability, type ListMenuItem, mountListMenu } from '../shell/mountListMenu'
import { mountStylesheet } from '../shell/mountStylesheet'
import { pageValues } from '../shell/page/pageValues'
import { readFolder, readParam } from '../shell/page/readWidget'
import { createUndoOfAll, createUndoSlot, type Undo } from '../shell/undo'
import { classifyError } from '../texts/classifyError'
import { errorWords } from '../texts/errorText'
import { createRunMarks } from './createRunMarks'
import { createSession } from './createSession'
import { mountCard } from './mountCard'
import { type MountedSettings, mountSettings } from './mountSettings'
import { openTabChannel } from './openTabChannel'
import type { RunWindow } from './runWindow'
import type { Session } from './session'

/** Milliseconds after which a page looks for an unfinished run. */
const offerDelay = 1000

/** Said where the page does not tell what the user may. */
const rightsUnknown = pageValues['constant(user_rights)'].told

/** What the widget does when the CRM calls: joins the screens with the places of the page. */
export const createActions = (target: HostWindow): WidgetActions => {
  const hostPage = createHostPage(target)
  let session: Session | null = null
  let runWindow: RunWindow | null = null
  let mounted: MountedSettings | null = null
  /** How often the widget was switched off: what was begun before must not come up after. */
  let offs = 0
  let undoStylesheet: Undo = () => undefined
  let wasReloaded = false
  let tellTabs: ((message: 'off' | 'on') => void) | null = null
  /** Switched off in another tab: the CRM goes on calling here, from a list of widgets that it keeps for a while. */
  let isOffElsewhere = false
  const page = createUndoSlot()
  /** What the CRM showed last. */
  let last: { readonly widget: HostWidget; readonly place: Place } | null = null
  /** What is mounted is so because the user came back to a page for which the CRM calls nobody. */
  let isReturned = false
  let unfollowReturns: Undo | null = null

  /** Each call of the CRM brings the newest params: the session takes the settings from them. */
  const sessionOf = (widget: HostWidget): Session => {
    applyChunkBase(readFolder(widget))
    undoStylesheet = mountStylesheet({ path: readFolder(widget), version: readParam(widget, 'version') })
    session ??= createSession(hostPage, widget)
    tellTabs ??= openTabChannel(`sales-analytics.switch.${session.storeOwner().accountId}`, (told) => {
      isOffElsewhere = told === 'off'
      if (!isOffElsewhere) return
      if (runWindow?.isActive() === true) tellSwitchedOff(widget)
      page.clear()
      endRuns()
    })
    session.applySettings(widget)
    return session
  }

  const fillItem = (now: Session, widget: HostWidget, type: ParentType): ListMenuItem => {
    const words = now.plainTexts(widget)
    return {
      key: 'fill',
      text: words.text('run.title', { name: words.widgetName }),
      availability: (): Availability => {
        const parsed = now.settings()
        const entities = parsed.ok ? parsed.settings.entities : [type]
        return canRunBulk(now.user(), entities)
          ? { isAllowed: true }
          : { isAllowed: false, reason: words.text(now.user().isUnknown ? rightsUnknown : 'run.rights') }
      },
      onSelect: () => openRun(now, widget, type),
      onRefused: (reason) => hostPage.notify('message', words.widgetName, reason),
    }
  }

  const openRun = (now: Session, widget: HostWidget, type: ParentType): void =>
    withRunWindow(now, widget, (opened) => opened.open(widget, type))

  const withRunWindow = (now: Session, widget: HostWidget, show: (opened: RunWindow) => void): void => {
    const wasOff = offs
    import('./createRunWindow').then(
      ({ createRunWindow }) => {
        if (wasOff !== offs) return
        runWindow ??= createRunWindow(now)
        show(runWindow)
      },
      (error: unknown) => tellFailure(widget, error),
    )
  }

  /** Looks for a run that a closed tab has left, once the page has had time to draw; the code for it is loaded only where there is one. */
  const offerUnfinished = (now: Session, widget: HostWidget): Undo => {
    const marks = createRunMarks(now.storeOwner())
    wasReloaded ||= marks.takeReload()
    if (!marks.hasUnfinished()) return () => undefined
    const timer = setTimeout(() => {
      const isReload = wasReloaded
      wasReloaded = false
      withRunWindow(now, widget, (opened) => opened.offerUnfinished(widget, isReload))
    }, offerDelay)
    return () => clearTimeout(timer)
  }

  const endRuns = (): void => {
    offs += 1
    runWindow?.dispose()
    runWindow = null
  }

  const tellSwitchedOff = (widget: HostWidget): void => {
    const words = session?.plainTexts(widget)
    if (words !== undefined) hostPage.notify('message', words.widgetName, words.text('run.switchedOff'))
  }

  const tellFailure = (widget: HostWidget, error: unknown): void => {
    const words = session?.plainTexts(widget)
    if (words === undefined) hostPage.notify('error', '', String(error))
    else hostPage.notify('error', words.widgetName, errorWords(words, classifyError(error)))
  }

  const mountPage = (widget: HostWidget): Undo => {
    const now = sessionOf(widget)
    isReturned = false
    if (isOffElsewhere) return () => undefined
    unfollowReturns ??= followReturns(comeBack)
    const place = hostPage.place(widget)
    last = { widget, place }
    return page.mount(() => {
      const undos: Undo[] = []
      if (place.kind === 'list') undos.push(mountListMenu([fillItem(now, widget, place.entity)]))
      if (place.kind === 'card' && place.id > 0)
        undos.push(mountCard(now, widget, { type: place.entity, id: place.id }))
      undos.push(offerUnfinished(now, widget))
      return createUndoOfAll(undos)
    })
  }

  const comeBack = (): void => {
    if (last === null || isOffElsewhere) return
    const place = hostPage.place(last.widget)
    if (place.kind !== 'list' || hostPage.openList() === null) {
      if (isReturned) page.clear()
      return
    }
    const isThere = page.isTaken() && last.place.kind === 'list' && last.place.entity === place.entity
    if (isThere) return
    mountPage(last.widget)
    isReturned = true
  }

  return {
    mountPage,
    mountSettings(widget, body) {
      const settings = mountSettings(sessionOf(widget), widget, body)
      mounted = settings
      return settings.undo
    },
    onSave(_widget, event) {
      isOffElsewhere = false
      tellTabs?.('on')
      return mounted?.save(event) ?? true
    },
    onSwitchedOff() {
      unfollowReturns?.()
      unfollowReturns = null
      page.clear()
      undoStylesheet()
      endRuns()
      tellTabs?.('off')
    },
    onFailure: tellFailure,
  }
}
