import { compareFigures } from '../calc/compareFigures'
import type { Explanation } from '../calc/explanation'
import { applyEmptyRule } from '../calc/figureSlots'
import type { UnixSeconds } from '../records/brands'
import { canWriteCard } from '../records/canWriteCard'
import { type FieldKey, figureKeys } from '../records/fieldKeys'
import type { Figures, StoredFigures } from '../records/figures'
import { isAllSeeing } from '../records/isAllSeeing'
import type { ParentRef } from '../records/parents'
import { areSettingsGiven } from '../settings/areSettingsGiven'
import { tellAll } from '../records/tellAll'
import type { Settings } from '../settings/settings'
import type { CardRefresh, HeldFields } from './cardRefresh'
import type { CardRefreshDeps } from './cardRefreshDeps'
import type { CardState, KnownFigures } from './cardState'
import { failureOf } from './classifyRunError'
import { findCardFields } from './findCardFields'
import { readCard } from './readCard'
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
    if (!parsed.ok) return { phase: areSettingsGiven(parsed) ? 'settingsBroken' : 'settingsNotGiven' }
    const { settings } = parsed
    tell({ phase: 'reading', progress: null, known })
    const options = { priority: 'card', signal } as const
    const dataTime = deps.clock.time()
    const fields = await findCardFields(deps, parent.type, settings, options)
    const hasFields = Object.keys(fields.ids).length > 0
    const reading = await readCard(deps, {
      parent,
      settings,
      signal,
      ids: fields.ids,
      singleLimit: isAsked ? Infinity : mostSingles,
      onCard: (found) => {
        if (signal.aborted || known !== null || !hasFields) return
        known = {
          figures: found.stored,
          actualAt: found.stored.actualAt as UnixSeconds | null,
          checkedAt: null,
        }
        tell({ phase: 'reading', progress: null, known })
      },
      onProgress: (read, total) => tell({ phase: 'reading', progress: { read, total }, known }),
    })
    if (reading.kind === 'noCard') return goneState(known)
    const { card } = reading
    if (reading.kind === 'tooMany') {
      const secondsNeeded = Math.ceil(reading.leads / settings.rate)
      const stored = hasFields ? card.stored : null
      return { phase: 'tooMany', leads: reading.leads, secondsNeeded, stored }
    }

    if (!signal.aborted) {
      explanation = reading.explanation
      held = { ids: fields.ids, values: card.stored }
    }
    const { figures } = reading.explanation
    const user = deps.user()
    const shown = {
      phase: 'shown',
      figures,
      actualAt: card.stored.actualAt as UnixSeconds | null,
      checkedAt: dataTime,
      isWhole: isAllSeeing(user),
      ...(user.isUnknown && { isUserUnknown: true }),
      ...(reading.withoutBuyers !== null && { withoutBuyers: reading.withoutBuyers }),
      missingFields: fields.missing,
      restoredFields: fields.restored,
      keptBy: null,
      unwritable: null,
      isSplit: parent.type === 'contacts' && settings.contacts === 'split',
    } as const
    if (fields.missing.length === 0 && !hasFields) return { ...shown, outcome: 'noFields' }
    if (reading.withoutBuyers !== null) return { ...shown, outcome: 'withoutBuyers' }
    const stored = fillMissing(card.stored, figures, fields.missing, settings)
    const { isEqual, unwritable } = compareFigures(figures, stored, settings)
    const isStale = (card.stored.actualAt ?? 0) < dataTime - stampAge
    const isWanted = !isEqual || (settings.write === 'always' && isStale)
    if (!isWanted) return { ...shown, outcome: 'equal' }
    const keptBy = keptByOf(settings, canWriteCard(user, parent.type, card))
    if (keptBy !== null)
      return isEqual ? { ...shown, outcome: 'equal' } : { ...shown, outcome: 'shown', keptBy }
    if (unwritable !== null) return { ...shown, outcome: 'tooManyDigits', unwritable }
    if (!(await deps.checkUser(options)))
      return { phase: 'failed', error: 'otherUser', detail: '', request: '', known }

    const written = await writeCard(deps, { parent, settings, card, figures, fields, dataTime, signal })
    if (written.kind === 'noCard') return goneState(known)
    if (written.kind === 'refused')
      return { phase: 'failed', error: 'refused', detail: written.detail, request: '', known: shown }
    const { missing: missingFields, restored: restoredFields } = written.fields
    if (written.kind === 'unwritten')
      return isEqual
        ? { ...shown, missingFields, restoredFields, outcome: 'equal' }
        : { ...shown, missingFields, restoredFields, outcome: 'shown', keptBy: 'missing' }
    const { actualAt } = written
    if (!signal.aborted) held = { ids: written.fields.ids, values: written.stored }
    return { ...shown, missingFields, restoredFields, actualAt, outcome: 'written' }
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
      if (!isCancelled) begin(true)
    },
    explain: () => explanation,
    held: () => held,
    cancel() {
      isCancelled = true
      undoDelay?.()
      abort.abort()
      listeners.clear()
    },
  }
}

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
    return { phase: 'failed', error: failure.error, detail: failure.detail, request: failure.path, known }
  return {
    phase: 'failed',
    error: 'unexpected',
    detail: failure.kind === 'unexpected' ? failure.detail : '',
    request: '',
    known,
  }
}
