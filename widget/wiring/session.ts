import type { CardClient } from '../api/crmClient'
import type { SessionWait } from '../api/signIn'
import type { UserCheck } from '../jobs/createUserCheck'
import type { Directory } from '../jobs/directory'
import type { FreshCards } from '../jobs/freshCards'
import type { JobClock } from '../jobs/jobClock'
import type { UnixSeconds } from '../records/brands'
import type { ParentType } from '../records/parents'
import type { CurrentUser } from '../records/user'
import type { ParsedSettings } from '../settings/parseSettings'
import type { HostPage } from '../shell/createHostPage'
import type { HostWidget } from '../shell/hostTypes'
import type { KnownField } from '../shell/readKnownFields'
import type { StoreOwner } from '../store/openStore'
import type { TabRunLock } from './createTabRunLock'
import type { Texts } from '../texts/createTexts'

/**
 * What the screens of one page load share and what costs no request. It outlives widget instances: the CRM makes a new one for every page.
 */
export interface SessionBase {
  readonly hostPage: HostPage
  readonly user: () => CurrentUser
  readonly settings: () => ParsedSettings
  /** Told when settings come into force: the CRM gave them, or they were saved in a tab of this browser. Returns its undo. */
  readonly onSettings: (listener: () => void) => () => void
  /** False where nothing was saved yet. */
  readonly hasSettings: () => boolean
  /** Takes the settings that the CRM gives with an instance, unless others were saved here since it made that. */
  readonly applySettings: (widget: HostWidget) => void
  /** Takes the text that the user saves, and tells it to the other tabs of this browser. */
  readonly saveSettings: (widget: HostWidget, text: string) => void
  /** Whose data the browser keeps. */
  readonly storeOwner: () => StoreOwner
  /** Words that need neither currency nor zone: for the menu and for refusals. */
  readonly plainTexts: (widget: HostWidget) => Texts
  /** All words for a zone and a currency. */
  readonly wordsFor: (widget: HostWidget, zone: string, currency: string) => Texts
}

/** With what asks the CRM. One for a page load, whichever of the screens came first. */
export interface Session extends SessionBase {
  readonly client: CardClient
  readonly clock: JobClock
  readonly directory: Directory
  readonly freshCards: FreshCards
  readonly runLock: TabRunLock
  readonly checkUser: UserCheck
  /** Told when the CRM makes requests wait, with the time until which about; returns its undo. */
  readonly onWait: (listener: (until: UnixSeconds) => void) => () => void
  /** What all requests wait for while the session is away. */
  readonly sessionWait: () => SessionWait
  readonly onSessionWait: (listener: (wait: SessionWait) => void) => () => void
  /** All fields that the page's constants know. */
  readonly knownFields: (type: ParentType) => readonly KnownField[]
  /** All words; asks the CRM for the account where the page does not tell its currency and zone. Rejects with `CrmError`. */
  readonly texts: (widget: HostWidget) => Promise<Texts>
}
