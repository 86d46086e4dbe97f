import type { CardState } from '../../jobs/cardState'
import type { FieldKey } from '../../records/fieldKeys'
import { refusalWords } from '../../texts/refusalWords'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'
import { heldTime } from './heldTime'

/** What must be said beside the figures: whose deals they are, what became of the fields. */
export const CardNotes = ({ state }: { readonly state: Extract<CardState, { phase: 'shown' }> }) => {
  const texts = useTexts()
  const names = (keys: readonly FieldKey[]): string =>
    keys.map((key) => texts.text('common.quoted', { name: texts.fieldNames.fields[key] })).join(', ')
  const time =
    heldTime(texts, state) ??
    texts.text(state.missingFields.includes('actualAt') ? 'card.heldUnknown' : 'card.heldNever')
  return (
    <>
      {!state.isWhole && (
        <Notice tone="note">
          <p class="sales-analytics__strong">{texts.text('card.available')}</p>
          <p>{texts.text(state.isUserUnknown === true ? 'card.rightsUnknown' : 'card.availableNote')}</p>
        </Notice>
      )}
      {state.withoutBuyers !== undefined && (
        <Notice tone="warning">
          <p class="sales-analytics__strong">{texts.text('card.withoutBuyers')}</p>
          <p>
            {texts.text('card.withoutBuyersReason', { reason: refusalWords(texts, state.withoutBuyers) })}{' '}
            {state.outcome === 'withoutBuyers' && texts.text('card.withoutBuyersKept', { time })}
          </p>
          <p>{texts.text('card.withoutBuyersNext')}</p>
        </Notice>
      )}
      {state.outcome === 'written' && (
        <p class="sales-analytics__muted" role="status">
          {texts.text('card.fieldsWritten')}
        </p>
      )}
      {state.outcome === 'noFields' && <p class="sales-analytics__muted">{texts.text('card.noFields')}</p>}
      {state.isStampCorrected === true && (
        <Notice tone="note" isNews>
          {texts.text('card.stampCorrected')}
        </Notice>
      )}
      {state.isWhole && (state.keptBy === 'rights' || state.keptBy === 'settings') && (
        <p class="sales-analytics__muted">
          {texts.text(state.keptBy === 'rights' ? 'card.keptByRights' : 'card.keptBySettings', {
            time,
          })}
        </p>
      )}
      {state.keptBy === 'noTime' && (
        <Notice tone="warning" isNews>
          {texts.text('card.keptByTime', { time })}
        </Notice>
      )}
      {state.unclearField !== undefined && (
        <Notice tone="warning" isNews>
          {texts.text('card.fieldUnclear', { names: names([state.unclearField]) })}
        </Notice>
      )}
      {state.unwritable !== null && (
        <Notice tone="warning" isNews>
          {texts.text('card.tooManyDigits', { name: texts.fieldNames.fields[state.unwritable] })}
        </Notice>
      )}
      {state.isSplit && <p class="sales-analytics__muted">{texts.text('card.splitNote')}</p>}
      {state.restoredFields.length > 0 && (
        <Notice tone="warning" isNews>
          {texts.text(state.restoredFields.length === 1 ? 'card.fieldRestored' : 'card.fieldsRestored', {
            names: names(state.restoredFields),
          })}
        </Notice>
      )}
      {state.missingFields.length > 0 && (
        <Notice tone="warning">
          {texts.text(state.missingFields.length === 1 ? 'card.fieldMissing' : 'card.fieldsMissing', {
            names: names(state.missingFields),
          })}
        </Notice>
      )}
    </>
  )
}
