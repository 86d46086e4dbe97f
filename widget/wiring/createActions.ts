import type { ParentRef, ParentType } from '../records/parents'
import { leavesCardsAlone } from '../settings/leavesCardsAlone'
import { applyChunkBase } from '../shell/chunkUrl'
import type { Place } from '../shell/classifyPlace'
import { countReturns } from '../shell/countReturns'
import { createHostPage } from '../shell/createHostPage'
import type { WidgetActions } from '../shell/createWidgetConstructor'
import { followReturns } from '../shell/followReturns'
import type { HostWidget, HostWindow } from '../shell/hostTypes'
import { mountStylesheet } from '../shell/mountStylesheet'
import { attempt } from '../shell/page/readAt'
import { readFolder, readLangs, readParam } from '../shell/page/readWidget'
import { readUserId } from '../shell/readCurrentUser'
import { createUndoOfAll, createUndoSlot, type Undo } from '../shell/undo'
import { createPartLoader, type PartLoader } from './parts/createPartLoader'
import { createRunMarks } from './createRunMarks'
import { createSettingsFeed, type SettingsFeed } from './createSettingsFeed'
import { knownLanguage } from './knownLanguage'
import { lazyParts, type LazyParts } from './parts/lazyParts'
import { mountList } from './mountList'
import { type MountedSettings, mountSettings } from './mountSettings'
import { openCard } from './openCard'
import { openTabChannel } from './openTabChannel'
import { partFailure } from './parts/partFailure'
import { plainText } from './parts/plainText'
import type { RunWindow } from './runWindow'
import type { SessionBase } from './session'

/** Milliseconds after which a page looks for an unfinished run. */
const offerDelay = 1000

/** What lasts as long as the page, made with the first page that the CRM shows. */
interface Standing {
  readonly feed: SettingsFeed
  readonly parts: PartLoader
  readonly tellTabs: (message: 'off' | 'on') => void
}

/**
 * What the widget does when the CRM calls. All of this is in `script.js`, which the CRM runs on many pages: it tells the place and has the
 * part that belongs there loaded. What was asked for before a page was left, or before the widget was switched off, does not come up after.
 */
export const createActions = (target: HostWindow, lazy: LazyParts = lazyParts): WidgetActions => {
  const hostPage = createHostPage(target)
  let standing: Standing | null = null
  let runWindow: RunWindow | null = null
  let mounted: MountedSettings | null = null
  /** How often the widget was switched off: what was begun before must not come up after. */
  let offs = 0
  let undoStylesheet: Undo = () => undefined
  let wasReloaded = false
  /** Switched off in another tab: the CRM goes on calling here, from a list of widgets that it keeps for a while. */
  let isOffElsewhere = false
  const page = createUndoSlot()
  /** What the CRM showed last. */
  let last: { readonly widget: HostWidget; readonly place: Place; readonly hadCardAddress: boolean } | null =
    null
  /** What is mounted is so because the user came back to a page for which the CRM calls nobody. */
  let isReturned = false
  let unfollowReturns: Undo | null = null

  /** Each call of the CRM brings the newest params: settings are taken from them. */
  const standingOf = (widget: HostWidget): Standing => {
    applyFolder(widget)
    standing ??= stand(widget)
    standing.feed.take(widget)
    return standing
  }

  /** An instance without params (HOST) has been told no folder: the one that is known stays. */
  const applyFolder = (widget: HostWidget): void => {
    const folder = readFolder(widget)
    if (folder !== '') applyChunkBase(folder)
  }

  const linkStylesheet = (widget: HostWidget): void => {
    const path = readFolder(widget)
    if (path !== '') undoStylesheet = mountStylesheet({ path, version: readParam(widget, 'version') })
  }

  const stand = (widget: HostWidget): Standing => {
    const accountId = hostPage.account().id ?? 0
    const feed = createSettingsFeed(accountId, () => performance.now())
    const version = readParam(widget, 'version')
    return {
      feed,
      parts: createPartLoader({ parts: lazy, hostPage, feed, version, timesCome: countReturns() }),
      tellTabs: openTabChannel(`sales-analytics.switch.${accountId}`, (told) => {
        isOffElsewhere = told === 'off'
        if (!isOffElsewhere) return
        if (runWindow?.isActive() === true)
          hostPage.notify('message', nameOf(widget), plainText(readLangs(widget), 'run.switchedOff'))
        page.clear()
        endRuns()
      }),
    }
  }

  const mountPlace = (widget: HostWidget, current: Standing, place: Place): Undo => {
    if (place.kind === 'list') return mountListItem(widget, current.parts, place.entity)
    if (place.kind === 'card' && place.id > 0)
      return mountCardPlace(widget, current, { type: place.entity, id: place.id })
    return () => undefined
  }

  const mountCardPlace = (widget: HostWidget, { feed, parts }: Standing, parent: ParentRef): Undo => {
    const openedAt = performance.now()
    linkStylesheet(widget)
    return openCard({
      widget,
      language: knownLanguage(hostPage.language()),
      isLeftAlone: () => feed.isGiven() && attempt(() => leavesCardsAlone(feed.text(), parent.type)) === true,
      openedAt,
      load: async () => {
        const { session, mountCard } = await parts.card()
        return (panel) => mountCard({ session, widget, parent, openedAt, panel })
      },
      onFailure: (error) => tellFailure(widget, error),
    })
  }

  const mountListItem = (widget: HostWidget, parts: PartLoader, type: ParentType): Undo => {
    // The menu is closed yet: what draws the item comes with what tells whether the user may.
    const loadBase = (): Promise<SessionBase> => {
      linkStylesheet(widget)
      return parts.base()
    }
    return mountList(widget, type, {
      loadBase,
      onRun: () => openRun(widget, parts, type),
      onRefused: (reason) => hostPage.notify('message', nameOf(widget), reason),
      onFailed: (error) => tellFailure(widget, error),
    })
  }

  const openRun = (widget: HostWidget, parts: PartLoader, type: ParentType): void =>
    withRunWindow(widget, parts, (opened) => opened.open(widget, type))

  const withRunWindow = (widget: HostWidget, parts: PartLoader, show: (opened: RunWindow) => void): void => {
    const wasOff = offs
    linkStylesheet(widget)
    parts
      .run()
      .then(({ session, createRunWindow }) => {
        if (wasOff !== offs) return
        runWindow ??= createRunWindow(session)
        show(runWindow)
      })
      .catch((error: unknown) => {
        if (wasOff === offs) tellFailure(widget, error)
      })
  }

  /** Looks for a run that a closed tab has left, once the page has had time to draw; the code for it is loaded only where there is one. */
  const offerUnfinished = (widget: HostWidget, parts: PartLoader): Undo => {
    const marks = createRunMarks({
      accountId: hostPage.account().id ?? 0,
      userId: readUserId(hostPage.app()),
    })
    wasReloaded ||= marks.takeReload()
    const timer = setTimeout(() => {
      if (!marks.hasUnfinished()) return
      const isReload = wasReloaded
      wasReloaded = false
      withRunWindow(widget, parts, (opened) => opened.offerUnfinished(widget, isReload))
    }, offerDelay)
    return () => clearTimeout(timer)
  }

  const endRuns = (): void => {
    offs += 1
    runWindow?.dispose()
    runWindow = null
  }

  const tellFailure = (widget: HostWidget, error: unknown): void => {
    const { what, next, help } = partFailure(readLangs(widget), error)
    hostPage.notify('error', nameOf(widget), `${what}. ${next} ${help}`)
  }

  const mountPage = (widget: HostWidget): Undo => {
    const current = standingOf(widget)
    isReturned = false
    if (isOffElsewhere) return () => undefined
    unfollowReturns ??= followReturns(comeBack)
    const place = hostPage.place(widget)
    last = { widget, place, hadCardAddress: hostPage.addressedCard() !== null }
    return page.mount(() =>
      createUndoOfAll([mountPlace(widget, current, place), offerUnfinished(widget, current.parts)]),
    )
  }

  /** Where the CRM itself calls nobody: the list under a card that was closed is there again, and what was mounted over it is not. */
  const comeBack = (): void => {
    if (last === null || isOffElsewhere) return
    const place = hostPage.place(last.widget)
    if (place.kind !== 'list' || hostPage.openList() === null) {
      // A card that was left for a kept page of others ends without a word of the CRM.
      const isCardLeft = last.hadCardAddress && hostPage.addressedCard() === null
      if (isReturned || isCardLeft) page.clear()
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
      const { parts } = standingOf(widget)
      linkStylesheet(widget)
      const settings = mountSettings(parts, widget, body)
      mounted = settings
      return settings.undo
    },
    onSave(_widget, event) {
      const answer = mounted?.save(event) ?? true
      if (answer === false) return false
      isOffElsewhere = false
      // A save that is refused in the end switches nothing on in the other tabs.
      const tellOn = (isSaved: boolean): boolean => {
        if (isSaved) standing?.tellTabs('on')
        return isSaved
      }
      return answer === true ? tellOn(true) : answer.then(tellOn)
    },
    onSwitchedOff() {
      unfollowReturns?.()
      unfollowReturns = null
      page.clear()
      undoStylesheet()
      endRuns()
      standing?.tellTabs('off')
    },
    onFailure: tellFailure,
  }
}

const nameOf = (widget: HostWidget): string => plainText(readLangs(widget), 'widget.name')
