import { compareFigures } from '../calc/compareFigures'
import { latestStamp } from '../calc/latestStamp'
import type { Explanation } from '../calc/explanation'
import { applyEmptyRule } from '../calc/figureSlots'
import { canWriteCard } from '../records/canWriteCard'
import { type FieldKey, figureKeys } from '../records/fieldKeys'
import type { Figures, StoredFigures } from '../records/figures'
import { isAllSeeing } from '../records/isAllSeeing'
import type { ParentCard } from '../records/parentCard'
import type { ParentRef } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { areSettingsForeign, areSettingsGiven } from '../settings/areSettingsGiven'
import { tellAll } from '../records/tellAll'
import { isStampWrong, stampFaultOf } from '../records/stampFault'
import { stampOf } from '../records/unreadable'
import type { Settings } from '../settings/settings'
import type { CardRefresh, HeldFields } from './cardRefresh'
import type { CardRefreshDeps } from './cardRefreshDeps'
import type { CardState, KnownFigures } from './cardState'
import { areOfOtherAccount } from './areOfOtherAccount'
import { failureOf } from './classifyRunError'
import { createDataTime } from './createDataTime'
import { findCardFields } from './findCardFields'
import { noBuyers, readCard } from './readCard'
import { writeCard } from './writeCard'

/** Milliseconds a card has to stay open before anything is asked. */
const openingDelay = 400
/** Deals read one by one without asking the user. */
const mostSingles = 50
/** Seconds after which equal figures get a new stamp with write = always. */
const stampAge = 600

/** The refresh of one open card of the CRM. */
export const createCardRefresh = (deps: CardRefreshDeps, parent: ParentRef): CardRefresh => {
  const listeners = new Set<(state: CardState) => void>()
  let state: CardState = { phase: 'waiting' }
  let abort = new AbortController()
  let undoDelay: (() => void) | null = null
  let explanation: Explanation | null = null
  let buyers = noBuyers
  let held: HeldFields | null = null
  let known: KnownFigures | null = null
  let isCancelled = false

  const begin = (isAsked: boolean): void => {
    undoDelay?.()
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    const tell = (next: CardState): void => {
      if (signal.aborted || isCancelled) return
      state = next
      if (next.phase === 'shown') known = next
      tellAll(listeners, next)
    }
    refresh(signal, isAsked, tell).then(tell, (error: unknown) => {
      const failed = failedState(error, known)
      tell(failed)
      if (failed.phase === 'failed' && failed.error === 'session') goOnWithSession(signal, isAsked)
    })
  }

  /** The card heals by itself: nobody has to press anything once the session is back. */
  const goOnWithSession = (signal: AbortSignal, isAsked: boolean): void => {
    deps.client.untilSession(signal).then(
      () => {
        if (!signal.aborted && !isCancelled) begin(isAsked)
      },
      () => undefined,
    )
  }

  const refresh = async (
    signal: AbortSignal,
    isAsked: boolean,
    tell: (state: CardState) => void,
  ): Promise<CardState> => {
    const parsed = deps.settings()
    if (areSettingsForeign(parsed)) return { phase: 'settingsForeign' }
    if (!parsed.ok) return { phase: areSettingsGiven(parsed) ? 'settingsBroken' : 'settingsNotGiven' }
    const { settings } = parsed
    tell({ phase: 'reading', progress: null, known })
    const options = { priority: 'card', signal } as const
    if (await areOfOtherAccount(deps, settings, options)) return { phase: 'settingsForeign' }
    const checkedAt = deps.clock.now()
    const times = createDataTime(deps.clock)
    const finding = findCardFields(deps, parent.type, settings, options)
    const request = {
      parent,
      settings,
      signal,
      onAnswered: times.onAnswered,
      ids: finding.then(({ ids }) => ids),
      singleLimit: isAsked ? Infinity : mostSingles,
      onCard: (found: ParentCard, ids: FieldIds) => {
        if (signal.aborted || known !== null || !hasAny(ids)) return
        known = {
          figures: found.stored,
          actualAt: stampOf(found.stored),
          ...stampFaultOf(found.stored, latestStamp(deps.clock.time())),
          checkedAt: null,
        }
        tell({ phase: 'reading', progress: null, known })
      },
      onProgress: (read: number, total: number) =>
        tell({ phase: 'reading', progress: { read, total }, known }),
    }
    const [fields, reading] = await Promise.all([finding, readCard(deps, request)])
    const hasFields = hasAny(fields.ids)
    if (reading.kind === 'noCard') return goneState(known)
    const { card } = reading
    const stampFault = stampFaultOf(card.stored, latestStamp(deps.clock.time()))
    if (reading.kind === 'tooMany') {
      const secondsNeeded = Math.ceil(reading.leads / settings.rate)
      const stored = hasFields ? card.stored : null
      return { phase: 'tooMany', leads: reading.leads, secondsNeeded, stored, ...stampFault }
    }

    if (!signal.aborted) {
      explanation = reading.explanation
      buyers = reading.buyers
      held = { ids: fields.ids, values: card.stored }
    }
    const { figures } = reading.explanation
    const user = deps.user()
    const shown = {
      phase: 'shown',
      figures,
      actualAt: stampOf(card.stored),
      ...stampFault,
      checkedAt,
      isWhole: isAllSeeing(user),
      ...(user.isUnknown && { isUserUnknown: true }),
      ...(reading.withoutBuyers !== null && { withoutBuyers: reading.withoutBuyers }),
      missingFields: fields.missing,
      restoredFields: fields.restored,
      keptBy: null,
      unwritable: null,
      isSplit: parent.type === 'contacts' && settings.contacts === 'split',
    } as const
    if (fields.unclear !== null)
      return { ...shown, outcome: 'shown', keptBy: 'unclear', unclearField: fields.unclear }
    if (fields.missing.length === 0 && !hasFields) return { ...shown, outcome: 'noFields' }
    if (reading.withoutBuyers !== null) return { ...shown, outcome: 'withoutBuyers' }
    const stored = fillMissing(card.stored, figures, fields.missing, settings)
    const { isEqual, unwritable } = compareFigures(figures, stored, settings)
    const stamp = card.stored.actualAt ?? 0
    let dataTime = times.time()
    const isStale = dataTime !== null && stamp < dataTime - stampAge
    const isWrong = isStampWrong(card.stored.actualAt, latestStamp(deps.clock.time()))
    const isWanted = !isEqual || isWrong || (settings.write === 'always' && isStale)
    if (!isWanted) return { ...shown, outcome: 'equal' }
    const keptBy = keptByOf(settings, canWriteCard(user, parent.type, card))
    if (keptBy !== null)
      return isEqual ? { ...shown, outcome: 'equal' } : { ...shown, outcome: 'shown', keptBy }
    if (unwritable !== null) return { ...shown, outcome: 'tooManyDigits', unwritable }
    if (!(await deps.checkUser(options)))
      return { phase: 'failed', error: 'otherUser', detail: '', request: '', known }

    // One more answer settles a doubt: after a sleep of the computer the first one does not agree with those before.
    if (dataTime === null) await deps.client.fetchAccount(options)
    dataTime ??= times.time()
    if (dataTime === null) return { ...shown, outcome: 'shown', keptBy: 'noTime' }
    const latest = latestStamp(deps.clock.time())
    const writing = { parent, settings, card, figures, fields, dataTime, latest, signal }
    const written = await writeCard(deps, writing)
    if (written.kind === 'noCard') return goneState(known)
    if (written.kind === 'refused')
      return { phase: 'failed', error: 'refused', detail: written.detail, request: '', known: shown }
    const { missing: missingFields, restored: restoredFields } = written.fields
    const { unclear } = written.fields
    if (unclear !== null)
      return { ...shown, restoredFields, outcome: 'shown', keptBy: 'unclear', unclearField: unclear }
    if (written.kind === 'unwritten')
      return isEqual
        ? { ...shown, missingFields, restoredFields, outcome: 'equal' }
        : { ...shown, missingFields, restoredFields, outcome: 'shown', keptBy: 'missing' }
    const { actualAt } = written
    if (!signal.aborted) held = { ids: written.fields.ids, values: written.stored }
    const isStampCorrected = stamp > latest
    const { stampFault: _mended, ...mended } = shown
    return { ...mended, missingFields, restoredFields, actualAt, isStampCorrected, outcome: 'written' }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(openedAt = deps.clock.now()) {
      const parsed = deps.settings()
      if (isCancelled || (parsed.ok && parsed.settings.cardRefresh === 'off')) return
      const at = (openedAt + openingDelay) as ReturnType<typeof deps.clock.now>
      undoDelay = deps.clock.wake(at, () => begin(false))
    },
    refresh() {
      // Who was told that a field is unclear has cleared it meanwhile.
      if (state.phase === 'shown' && state.keptBy === 'unclear') deps.directory.forget('fields')
      if (!isCancelled) begin(true)
    },
    explain: () => explanation,
    buyers: () => buyers,
    held: () => held,
    cancel() {
      isCancelled = true
      undoDelay?.()
      abort.abort()
      listeners.clear()
    },
  }
}

const hasAny = (ids: FieldIds): boolean => Object.keys(ids).length > 0

/** What has no field cannot differ. */
const fillMissing = (
  stored: StoredFigures,
  figures: Figures,
  missing: readonly FieldKey[],
  settings: Settings,
): StoredFigures => {
  if (missing.length === 0) return stored
  const target = Float64Array.from(figureKeys, (key) => figures[key] ?? Number.NaN)
  applyEmptyRule(target, settings.empty)
  const wanted = figureKeys.flatMap((key, slot) => {
    const value = target[slot] ?? Number.NaN
    return missing.includes(key) ? [[key, Number.isNaN(value) ? null : value]] : []
  })
  return { ...stored, ...Object.fromEntries(wanted) }
}

const keptByOf = (settings: Settings, mayWrite: boolean): 'settings' | 'rights' | null => {
  if (settings.cardRefresh !== 'write') return 'settings'
  return mayWrite ? null : 'rights'
}

const goneState = (known: KnownFigures | null): CardState => ({
  phase: 'failed',
  error: 'notFound',
  detail: '',
  request: '',
  known,
})

const failedState = (error: unknown, known: KnownFigures | null): CardState => {
  const failure = failureOf(error)
  if (failure.kind === 'otherUser')
    return { phase: 'failed', error: 'otherUser', detail: '', request: '', known }
  if (failure.kind === 'crm')
    return {
      phase: 'failed',
      error: failure.error,
      detail: failure.detail,
      request: failure.path,
      ...(failure.record && { record: failure.record }),
      known,
    }
  return {
    phase: 'failed',
    error: 'unexpected',
    detail: failure.kind === 'unexpected' ? failure.detail : '',
    request: '',
    known,
  }
}
