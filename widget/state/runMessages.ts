import type { KeptWork, PauseReason, RunFailure, WrittenSoFar } from '../jobs/runState'
import type { CrmErrorKind } from '../records/crmError'
import type { Texts } from '../texts/createTexts'
import { detailText } from '../texts/detailText'
import { errorText, errorWords, type Message } from '../texts/errorText'
import { formatRequest } from '../texts/formatRequest'
import { isolateName } from '../texts/isolateName'
import { refusalWords } from '../texts/refusalWords'
import { conflictMessage } from './conflictMessage'
import { cutName } from '../texts/cutName'

const keptKeys = {
  stored: 'errors.runNothingLost',
  inTab: 'errors.runKeptInTab',
  nothing: 'errors.runNothingDone',
} as const

const fallKeys = {
  leads: 'leads',
  customers: 'buyers',
  contacts: 'contacts',
  companies: 'companies',
} as const

const timely = ['rateLimited', 'server', 'network', 'timeout', 'session'] as const

/** Words for the reason of a pause, and for what is kept of the run meanwhile. */
export const pauseMessage = (texts: Texts, reason: PauseReason, kept: KeptWork): Message => {
  switch (reason.kind) {
    case 'user':
      return { what: texts.text('run.pausedByUser'), meaning: texts.text(keptKeys[kept]), next: '' }
    case 'crm': {
      const message = errorText(texts, { kind: reason.error, detail: reason.detail }, 'runPaused')
      const next = isTimely(reason.error) ? texts.text(`run.${reason.error}Next`) : message.next
      return { ...message, meaning: texts.text(keptKeys[kept]), next }
    }
    case 'fieldGone':
      return {
        what: texts.text('run.fieldGone', {
          name: isolateName(cutName(reason.name)),
          entity: texts.text(`common.${reason.parentType}`),
        }),
        meaning: texts.text('run.fieldGoneNote'),
        next: '',
      }
    case 'buyersRefused':
      return {
        what: refusalWords(texts, reason.refusal),
        meaning: `${texts.text('run.buyersRefusedNote')} ${texts.text(keptKeys[kept])}`,
        next: texts.text('run.buyersRefusedNext'),
      }
    case 'listShifts':
      return {
        what: texts.text('run.listShifts', { source: texts.text(`common.${reason.source}`) }),
        meaning: texts.text('run.listShiftsNote'),
        next: texts.text('run.listShiftsNext'),
      }
    case 'notWhole': {
      const error = {
        kind: 'notWhole',
        detail: reason.contradiction,
        request: `/api/v4/${reason.list}`,
      } as const
      return {
        what: errorWords(texts, error),
        meaning: texts.text('run.notWholeNote'),
        next: texts.text('run.notWholeNext'),
      }
    }
    case 'listFall':
      return {
        what: texts.text('run.listFall', {
          before: texts.plural(fallKeys[reason.source], reason.before),
          now: texts.formatNumber(reason.now),
        }),
        meaning: texts.text('run.listFallNote'),
        next: texts.text('run.listFallNext'),
      }
    case 'noTime':
      return {
        what: texts.text('run.noTime'),
        meaning: texts.text(keptKeys[kept]),
        next: texts.text('run.noTimeNext'),
      }
    case 'otherComputer': {
      const time = texts.formatTime(reason.lastWriteAt)
      return reason.isAwaited === true
        ? {
            what: texts.text('run.otherComputerAwaited', { time }),
            meaning: texts.text('run.otherComputerAwaitedNote'),
            next: '',
          }
        : {
            what: texts.text('run.otherComputer', { time }),
            meaning: texts.text('run.otherComputerNote'),
            next: '',
          }
    }
  }
}

/** Words for the end of a run that did not do its work; `hasWritten` = cards had been written before, or may have been. */
export const failureMessage = (texts: Texts, failure: RunFailure, hasWritten = false): Message => {
  const written = texts.text(hasWritten ? 'errors.runPartWritten' : 'errors.runNothingWritten')
  switch (failure.kind) {
    case 'crm': {
      const { error: kind, detail, path, record } = failure
      const place = hasWritten ? 'runCutOff' : 'runEnded'
      const message = errorText(texts, { kind, detail, request: path, ...(record && { record }) }, place)
      return path === '' || kind === 'malformed'
        ? message
        : { ...message, next: `${message.next} ${texts.text('run.request', { path: formatRequest(path) })}` }
    }
    case 'settings':
      return {
        what: texts.text('run.settingsBroken'),
        meaning: `${written} ${texts.text('run.settingsBrokenNote')}`,
        next: failure.detail,
      }
    case 'settingsNotGiven':
      return errorText(texts, { kind: 'settingsNotGiven', detail: '' }, hasWritten ? 'runCutOff' : 'runEnded')
    case 'fieldConflict':
      return {
        ...conflictMessage(texts, failure.parentType, failure),
        meaning: written,
      }
    case 'otherAccount':
      return {
        what: texts.text('run.settingsForeign'),
        meaning: `${texts.text('run.settingsForeignNote')} ${written}`,
        next: texts.text('run.settingsForeignNext'),
      }
    case 'fieldsMissing':
      return {
        what: detailText(texts, 'run.fieldsMissing', failure.detail),
        meaning: `${written} ${texts.text('run.fieldsMissingNote')}`,
        next: '',
      }
    case 'timeChanged':
      return {
        what: texts.text('run.timeChanged'),
        meaning: written,
        next: texts.text('run.timeChangedNext'),
      }
    case 'rights':
      return {
        what: texts.text('run.rights'),
        meaning: `${written} ${texts.text('run.rightsNote')}`,
        next: '',
      }
    case 'rightsLost':
      return {
        what: texts.text('run.rightsLost'),
        meaning: written,
        next: texts.text('run.rightsLostNext'),
      }
    case 'otherUser':
      return {
        what: texts.text('errors.otherUser'),
        meaning: written,
        next: texts.text('run.otherUserNext'),
      }
    case 'otherTab':
      return { what: texts.text('run.otherTab'), meaning: texts.text('run.otherTabNote'), next: '' }
    case 'takenOver':
      return {
        what: texts.text('run.takenOver'),
        meaning: texts.text('run.takenOverNote'),
        next: texts.text('run.takenOverNext'),
      }
    case 'notResumable':
      return { what: texts.text('run.notResumable'), meaning: texts.text('run.notResumableNote'), next: '' }
    case 'unexpected':
      return {
        what: detailText(texts, 'run.unexpected', failure.detail),
        meaning: written,
        next: texts.text('run.unexpectedNext'),
      }
  }
}

/** Words for a run that was stopped before its report; `written` as in `WrittenSoFar`. */
export const cancelledText = (texts: Texts, { written }: WrittenSoFar): string => {
  if (written === undefined) return texts.text('run.cancelled')
  return written === 0 ? texts.text('run.cancelledBegun') : texts.text('run.cancelledWritten', { written })
}

/** Whether «Повторить» may help: the reason can pass, or somebody can take it away while the window is open. */
export const isRepeatable = (failure: RunFailure): boolean =>
  failure.kind === 'crm'
    ? failure.error !== 'banned'
    : ['fieldConflict', 'fieldsMissing', 'timeChanged', 'unexpected'].includes(failure.kind)

/** A failure that time mends, or the user elsewhere: «Продолжить» repeats it, some go on by themselves. */
const isTimely = (kind: CrmErrorKind): kind is (typeof timely)[number] => timely.some((each) => each === kind)
