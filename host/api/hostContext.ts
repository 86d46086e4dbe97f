import type { AccountFile, AccountSources } from '../account/accountFile'
import { AccountStore, DEFAULT_WIDGET_CODE, type RecordChange } from '../account/accountStore'
import { Clock } from '../account/clock'
import { USER_IDS } from '../account/defaultUsers'
import { AccountFileError, parseAccountFile } from '../account/parseAccountFile'
import type { WireUser } from '../account/wireAccount'
import { ArchiveTable } from '../archives/ArchiveTable'
import { FaultState } from './faultRules'
import { TokenDesk } from './oauth/TokenDesk'
import { RequestLog } from './requestLog'
import type { UnverifiedSwitches } from './unverified'

/** Options of the local CRM that hold until they are changed on `/__host/`. */
export interface HostOptions {
  /** Milliseconds that every API answer waits, or a span. */
  latencyMs?: number | [number, number]
  /** Requests in any rolling 1,000 ms of a session. */
  rate?: number
  /** Whether API filters work; without it the account says. */
  filters?: boolean
  /** User of the page's session: an id. */
  userId?: number
  /** Markup of the list's head. */
  layout?: 'classic' | 'newbie'
  /** Whether the list shows a new field by itself. */
  columns?: 'auto' | 'manual'
  /** Unix seconds at which the CRM's clock stands; without it the real clock runs. */
  now?: number
  /** Milliseconds since 1970 at which a request arrives, by which arrivals are limited and logged; without it the real ones. */
  arrivalClock?: () => number
  unverified?: Partial<UnverifiedSwitches>
  /** Gives the id of an account whose file has none; without it all of them have the same. */
  createAccountId?: () => number
}

/** The page's session: whose it is, and whether calls with its cookie are let through. */
export interface PageSessionState {
  userId: number
  /** The user is signed out; the page does not know of it until it asks for something itself. */
  expired: boolean
  /**
   * The short-lived key of the session is over: calls get 401 until it is renewed. `healsAt` is the moment, by
   * `performance.now()`, from which it is renewed without anybody's doing; null where the user has to sign in.
   */
  stale: { healsAt: number | null } | null
}

/** What a tester may choose for the page. */
export interface PageChoices {
  /** Whether the list shows a new field by itself. */
  columns: 'auto' | 'manual'
  /** When `APP.inbox` comes, without which `APP.notifications` throws: in a moment, after ten minutes, never. */
  inbox: 'soon' | 'late' | 'never'
}

/** A change that waits for a request. */
export interface AwaitedChange {
  method: string | undefined
  path: string | undefined
  /** Matching requests still to come. */
  left: number
  apply: () => void
}

/** Everything that the handlers of the local CRM share. */
export class HostContext {
  readonly clock = new Clock()
  readonly requests = new RequestLog()
  /** The archives of the account's widgets. */
  readonly archives: ArchiveTable
  /** Milliseconds since 1970. */
  readonly arrivalClock: () => number
  readonly faults: FaultState
  readonly awaited: AwaitedChange[] = []
  /** The session of the page: all cookies stand for it. */
  readonly session: PageSessionState
  /** What the page draws by. */
  readonly page: PageChoices
  /** Codes and refresh tokens that were given out. */
  readonly tokens = new TokenDesk()
  /** Called after each change of a record, whatever the account. */
  readonly watchers: ((change: RecordChange, store: AccountStore) => void)[] = []
  readonly #createAccountId: (() => number) | undefined
  #store: AccountStore

  /** Throws `AccountFileError` when the file does not fit. */
  constructor(
    file: AccountFile,
    sources: AccountSources,
    options: HostOptions,
    archives: ArchiveTable = new ArchiveTable({}),
  ) {
    this.archives = archives
    this.clock.set(options.now ?? null)
    this.arrivalClock = options.arrivalClock ?? (() => performance.timeOrigin + performance.now())
    this.faults = new FaultState({
      latencyMs: options.latencyMs ?? 0,
      ratePerSecond: options.rate ?? 7,
      unverified: {
        ...(options.filters === undefined ? {} : { filters: options.filters }),
        ...(options.layout ? { widgetMarkup: options.layout } : {}),
        ...options.unverified,
      },
    })
    this.session = { userId: options.userId ?? USER_IDS.admin, expired: false, stale: null }
    this.page = { columns: options.columns ?? 'auto', inbox: 'soon' }
    this.#createAccountId = options.createAccountId
    this.#store = this.#open(file, sources)
  }

  /** The account as it is now. */
  get store(): AccountStore {
    return this.#store
  }

  /** The user of the page's session; the admin when the account has no such user. */
  get sessionUser(): WireUser {
    const user = this.#store.user(this.session.userId) ?? this.#store.users.find((one) => one.rights.is_admin)
    if (!user) throw new Error('the account has no user')
    return user
  }

  /** Whether API filters of leads, contacts, companies and customers work. */
  get filtersWork(): boolean {
    return this.faults.unverified.filters ?? this.#store.account.is_api_filter_enabled
  }

  /** Replaces the account; throws `AccountFileError` when the file does not fit, and then nothing has changed. */
  replaceAccount(file: AccountFile, sources: AccountSources = {}): void {
    this.#store = this.#open(file, sources)
    this.awaited.length = 0
  }

  #open(file: AccountFile, sources: AccountSources): AccountStore {
    const parsed = parseAccountFile(file)
    if (!parsed.ok) throw new AccountFileError(parsed.issue)
    const useArchives = this.archives.prepare(parsed.file.widgets ?? [])
    const store = new AccountStore(this.#withId(this.#withAdded(parsed.file)), sources, this.clock)
    useArchives()
    store.watchers.push((change) => {
      for (const watcher of this.watchers) watcher(change, store)
    })
    return store
  }

  /** The account under an id of its own where its file gives none. */
  #withId(file: AccountFile): AccountFile {
    if (file.account?.id !== undefined || this.#createAccountId === undefined) return file
    const id = this.#createAccountId()
    return { ...file, account: { subdomain: `demo${id}`, ...file.account, id } }
  }

  /** The account with the widgets that every account has installed: they come after its own. */
  #withAdded(file: AccountFile): AccountFile {
    const widgets = file.widgets ?? [{ code: DEFAULT_WIDGET_CODE }]
    const added = this.archives.added.filter((code) => widgets.every((one) => one.code !== code))
    return added.length === 0 ? file : { ...file, widgets: [...widgets, ...added.map((code) => ({ code }))] }
  }
}

/** What the session check leaves for the handlers. */
export interface ApiVariables {
  user: WireUser
}
