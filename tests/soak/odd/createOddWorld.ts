import { type AppOptions, createApp, type HostApp } from '../../../host/createApp'
import { createRandom, type Random } from '../../../host/seeds/createRandom'
import { defaultSettings } from '../../../widget/settings/defaultSettings'
import type { Settings } from '../../../widget/settings/settings'
import { fieldKeys } from '../../../widget/records/fieldKeys'
import { parentTypes } from '../../../widget/records/parents'
import type { PartialSettings } from '../../oracle/plainSettings'
import { type Computer, createComputer } from './browser/createComputer'
import { createSimClock, type SimClock } from './browser/createSimClock'
import { createOddAccount, type OddAccount } from './createOddAccount'
import type { Failure, Report } from './failures'
import { createRateJudge } from './judge/createRateJudge'
import { createTruthBook, type TruthBook } from './judge/createTruthBook'
import { countOurs } from './judge/ourFields'
import { foreignValues, createWriteJudge } from './judge/createWriteJudge'
import type { Wire, WireEnd, WireLayer, WireRequest } from './wire'

/** A change as `POST /__host/changes` takes it. */
export type OddChange = Readonly<Record<string, unknown>>

/** A CRM, the computers of its users, what stands between them, and the judge. */
export interface OddWorld {
  readonly seed: number
  readonly clock: SimClock
  /** Milliseconds since 1970 at which it began. */
  readonly epoch: number
  readonly host: HostApp
  readonly account: OddAccount
  /** What the CRM keeps for the widget; an oddity may put something else there. */
  settings: Settings
  readonly plainSettings: PartialSettings
  readonly truth: () => TruthBook
  readonly failures: readonly Failure[]
  readonly report: Report
  readonly computer: (place: number) => Computer
  /** Puts a layer between computers and CRM, nearest to the computers; returns its undo. */
  readonly between: (layer: WireLayer) => () => void
  /** Told each request as it comes in, before anything between answers it. Returns its undo. */
  readonly onRequest: (listener: (request: WireRequest) => void) => () => void
  /** Told each request that the CRM has worked on, before its answer is on the way. Returns its undo. */
  readonly onWorked: (listener: (request: WireRequest) => void) => () => void
  /** Makes a change as a user of the CRM; false where it was refused. */
  readonly change: (change: OddChange) => Promise<boolean>
  /** Changes whose truth their maker notes. */
  readonly changeAll: (changes: readonly OddChange[]) => Promise<boolean>
  /** Another account in place of this one, as after a restart. */
  readonly replaceAccount: (account: OddAccount) => void
  /** Compares everybody else's values with those of the beginning. */
  readonly judgeForeign: () => void
  /** Said by the story. */
  readonly gate: {
    /** Whether the account may be changed now, so that what is done with it can still be judged. */
    mayChange: () => boolean
    isOdd: boolean
    /** Whether a run on this computer has read this account to its end. */
    hasRead: (computer: string) => boolean
    /** Fields of the widget were deleted: a run that has nothing to write does not meet it, and stamps nothing whose figures are equal. */
    hasLostFields: boolean
    /** Whose runs are on that count without buyers, since their users have answered so. */
    withoutBuyers: Set<object>
  }
  readonly random: (of: number) => Random
  readonly end: () => void
}

/** 01.06.2026 12:00 in Moscow. */
const epoch = 1_780_304_400_000

export const createOddWorld = (seed: number): OddWorld => {
  const random = createRandom(seed, 1)
  const clock = createSimClock()
  let account = createOddAccount(random, epoch / 1000)
  const options: AppOptions = {
    account: account.file,
    now: epoch / 1000,
    rate: 8,
    arrivalClock: () => epoch + clock.now(),
  }
  const host = createApp(options)
  clock.onMove(() => host.context.clock.set(Math.floor((epoch + clock.now()) / 1000)))
  const chosen = settingsOf(createRandom(seed, 2))
  let truth = createTruthBook(host, chosen, () => clock.now())
  const failures: Failure[] = []
  const report: Report = (kind, detail) => {
    failures.push({ kind, detail })
  }
  const gate: OddWorld['gate'] = {
    mayChange: () => true,
    isOdd: false,
    hasRead: () => false,
    hasLostFields: false,
    withoutBuyers: new Set(),
  }
  const judgeAnew = () =>
    createWriteJudge({
      host,
      truth,
      report,
      now: () => clock.now(),
      epoch,
      leavesBuyersOut: () => gate.withoutBuyers.size > 0,
    })
  let judgeWrite = judgeAnew()
  let foreignBefore = foreignValues(host)
  const merged = new Set<string>()
  const layers: WireLayer[] = []
  const requestListeners = new Set<(request: WireRequest) => void>()
  const workListeners = new Set<(request: WireRequest) => void>()

  const crm: Wire = async (request) => {
    const judged = judgeWrite(request)
    const end = await clock.hold(fetchFrom(host, request))
    judged(end)
    for (const listener of workListeners) listener(request)
    return end
  }
  const judgeRate = createRateJudge(
    () => defaultSettings.rate,
    () => clock.now(),
    report,
  )
  const wire: Wire = (request) => {
    const { facilities } = computers.find(({ name }) => name === request.computer) ?? {}
    // Tabs that cannot hear of each other keep the rate each for itself.
    if (facilities?.locks === 'works' && facilities.channel === 'works') judgeRate(request.computer)
    for (const listener of requestListeners) listener(request)
    const through = (depth: number): Wire => {
      const layer = layers[depth]
      return layer === undefined ? crm : (passed) => layer(passed, through(depth + 1))
    }
    return through(0)(request)
  }
  const changeAll: OddWorld['changeAll'] = async (changes) => {
    const request = new Request('http://crm.test/__host/changes', {
      method: 'POST',
      body: JSON.stringify(changes),
    })
    const answer = await clock.hold(Promise.resolve(host.app.fetch(request)))
    return answer.ok
  }
  const computers = [1, 2].map((place) =>
    createComputer({ name: `computer ${place}`, clock, epoch, seed: seed * 2 + place, wire }),
  )

  return {
    seed,
    clock,
    epoch,
    host,
    get account() {
      return account
    },
    settings: { ...defaultSettings, ...chosen, fields: defaultSettings.fields },
    plainSettings: chosen,
    truth: () => truth,
    failures,
    report,
    computer(place) {
      const found = computers[place]
      if (found === undefined) throw new RangeError(`no computer ${place}`)
      return found
    },
    between(layer) {
      layers.unshift(layer)
      return () => {
        layers.splice(layers.indexOf(layer), 1)
      }
    },
    onRequest: (listener) => addTo(requestListeners, listener),
    onWorked: (listener) => addTo(workListeners, listener),
    changeAll,
    async change(change) {
      if (!(await changeAll([change]))) return false
      if (change['op'] === 'merge') merged.add(`${String(change['entity'])} ${String(change['into'])}`)
      truth.note()
      return true
    },
    replaceAccount(next) {
      account = next
      host.context.replaceAccount(next.file)
      truth = createTruthBook(host, chosen, () => clock.now())
      judgeWrite = judgeAnew()
      foreignBefore = foreignValues(host)
      merged.clear()
    },
    judgeForeign() {
      const after = foreignValues(host)
      for (const type of parentTypes) {
        const count = countOurs(host, type)
        if (count > fieldKeys.length) report('twins', `${count} fields of ${type} are ours by code or name`)
      }
      for (const [card, before] of foreignBefore) {
        const now = after.get(card)
        if (now !== undefined && now !== before && !merged.has(card))
          report('foreign', `${card}: other fields held ${before} and hold ${now}`)
      }
    },
    gate,
    random: (of) => createRandom(seed, 100 + of),
    end: () => clock.stop(),
  }
}

const addTo = <T>(listeners: Set<T>, listener: T): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

const fetchFrom = async (host: HostApp, { method, url, body, computer }: WireRequest): Promise<WireEnd> => {
  try {
    const response = await host.app.fetch(
      new Request(`http://crm.test${url}`, {
        method,
        headers: {
          Cookie: `session_id=${computer.replaceAll(' ', '')}`,
          'Content-Type': 'application/json',
          'X-Requested-With': 'XMLHttpRequest',
        },
        ...(body === null ? {} : { body }),
      }),
    )
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
  } catch (error) {
    if (error instanceof TypeError) return 'cut'
    throw error
  }
}

/** Any settings that count; all cards are written to. */
const settingsOf = (random: Random) =>
  ({
    contacts: random.pick(['all', 'main', 'split'] as const),
    companies: random.pick(['own', 'withContacts'] as const),
    write: random.pick(['always', 'changed'] as const),
    empty: random.pick(['zero', 'zero', 'clear'] as const),
    zeroBudget: random.pick(['count', 'skip'] as const),
    averageDigits: random.pick([0, 1, 2] as const),
    buyers: {
      upcoming: random.isHit(0.7),
      notBought: random.isHit(0.3),
      purchases: random.isHit(0.8),
      closed: random.isHit(0.7),
    },
  }) as const
