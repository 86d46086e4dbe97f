import '../view.css'
import './card.css'
import { useEffect } from 'preact/hooks'
import type { CardState, KnownFigures } from '../../jobs/cardState'
import type { CardPanelModel } from '../../state/createCardPanelModel'
import type { StampFault } from '../../records/stampFault'
import { knownFromFields } from '../../state/knownFromFields'
import type { Texts } from '../../texts/createTexts'
import { errorText } from '../../texts/errorText'
import { Button } from '../controls/Button'
import { MessageNotice } from '../controls/MessageNotice'
import { Notice } from '../controls/Notice'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import { CardExplanation } from './CardExplanation'
import { CardFigures } from './CardFigures'
import { CardNotes } from './CardNotes'
import { heldTime } from './heldTime'

const tickMilliseconds = 30_000
/** Failures that are the user's own to mend: the support cannot help. */
const ownMatters = ['session', 'notFound', 'otherUser'] as const

/** The panel in the right column of an open card. */
export const CardPanel = ({ model }: { readonly model: CardPanelModel }) => {
  const texts = useTexts()
  const state = model.state.value
  useEffect(() => {
    const timer = setInterval(model.tick, tickMilliseconds)
    return () => clearInterval(timer)
  }, [model])
  return (
    <section class="sales-analytics__card" aria-label={texts.text('card.panel')}>
      <Content model={model} state={state} />
    </section>
  )
}

interface ContentProps<State extends CardState = CardState> {
  readonly model: CardPanelModel
  readonly state: State
}

const Content = ({ model, state }: ContentProps) => {
  const texts = useTexts()
  switch (state.phase) {
    case 'waiting':
    case 'reading':
      return <Reading model={model} state={state} />
    case 'shown':
      return <Shown model={model} state={state} />
    case 'tooMany':
      return (
        <>
          <CardFigures figures={state.stored} isBusy={false} />
          {state.stored !== null && (
            <KnownTimes model={model} known={knownFromFields(state.stored, state.stampFault)} />
          )}
          <Notice tone="note">
            <p>
              {texts.text('card.tooMany', {
                leads: texts.plural('leadsToRead', state.leads),
                duration: texts.formatDuration(state.secondsNeeded),
              })}
            </p>
            {state.stored === null && <p>{texts.text('card.tooManyNoFields')}</p>}
          </Notice>
          <Button onClick={model.refresh}>{texts.text('card.recompute')}</Button>
        </>
      )
    case 'settingsBroken':
    case 'settingsForeign':
      return (
        <Notice tone="error" isNews>
          <p class="sales-analytics__strong">{texts.text(`card.${state.phase}`)}</p>
          <p>{texts.text('card.settingsBrokenNote')}</p>
        </Notice>
      )
    case 'settingsNotGiven':
      return (
        <MessageNotice
          tone="error"
          message={errorText(texts, { kind: 'settingsNotGiven', detail: '' }, 'card')}
          hasSupport={false}
        />
      )
    case 'failed':
      return (
        <>
          {state.known !== null && (
            <>
              <CardFigures figures={state.known.figures} isBusy={false} />
              <KnownTimes model={model} known={state.known} />
            </>
          )}
          <MessageNotice
            tone="error"
            message={errorText(
              texts,
              {
                kind: state.error,
                detail: state.detail,
                request: state.request,
                ...(state.record && { record: state.record }),
              },
              'card',
            )}
            hasSupport={!ownMatters.some((error) => error === state.error)}
          />
          <Button onClick={model.refresh}>
            {texts.text(state.error === 'session' ? 'common.resume' : 'common.retry')}
          </Button>
        </>
      )
  }
}

const Reading = ({ model, state }: ContentProps<Extract<CardState, { phase: 'waiting' | 'reading' }>>) => {
  const texts = useTexts()
  const known = state.phase === 'reading' ? state.known : null
  const progress = state.phase === 'reading' ? state.progress : null
  const text =
    progress === null ? texts.text('card.reading') : texts.text('card.readProgress', { ...progress })
  const bar = (
    <ProgressBar
      label={texts.text('card.reading')}
      share={progress === null || progress.total === 0 ? null : progress.read / progress.total}
      text={text}
    />
  )
  return (
    <>
      <CardFigures figures={known?.figures ?? null} isBusy />
      {known !== null && <KnownTimes model={model} known={known} />}
      {(known === null || progress !== null) && bar}
      {(known === null || progress !== null) && <p class="sales-analytics__muted">{text}</p>}
      {model.sessionWait.value !== null && (
        <p class="sales-analytics__muted" role="status">
          {texts.text(model.sessionWait.value === 'signIn' ? 'card.sessionSignIn' : 'card.sessionRenewal')}
        </p>
      )}
      {model.isCrmSlow.value && model.sessionWait.value === null && (
        <p class="sales-analytics__muted" role="status">
          {texts.text('card.crmSlow')}
        </p>
      )}
      {known?.checkedAt != null && <Buttons model={model} isReading />}
    </>
  )
}

/** Whose figures are shown while newer ones are not there. */
const KnownTimes = ({ model, known }: { readonly model: CardPanelModel; readonly known: KnownFigures }) => {
  const texts = useTexts()
  return (
    <p class="sales-analytics__muted">
      {[
        texts.text(known.checkedAt === null ? 'card.shownStored' : 'card.shownBefore'),
        known.withoutBuyers === undefined ? '' : texts.text('card.withoutBuyers'),
        known.checkedAt === null ? heldText(texts, known) : checkedText(texts, model),
      ]
        .filter((part) => part !== '')
        .join(', ')}
    </p>
  )
}

/** Without a stamp only empty fields were surely never filled. */
const heldText = (texts: Texts, known: KnownFigures): string => {
  const isEmpty = Object.values(known.figures).every((value) => value === null)
  return heldTime(texts, known) ?? (isEmpty ? texts.text('card.heldNever') : '')
}

const checkedText = (texts: Texts, model: CardPanelModel): string => {
  const ago = texts.formatAgo(model.secondsSinceCheck.value ?? 0)
  return ago === null ? texts.text('card.checkedNow') : texts.text('card.checkedAgo', { ago })
}

const Shown = ({ model, state }: ContentProps<Extract<CardState, { phase: 'shown' }>>) => {
  const texts = useTexts()
  // The stamp in the fields is not the time of figures that the fields do not hold: the note beside them tells it.
  const isHeld = state.outcome === 'written' || state.outcome === 'equal'
  const isStampGone = state.actualAt === null && state.missingFields.includes('actualAt')
  return (
    <>
      <CardFigures figures={state.figures} />
      <p class="sales-analytics__muted">
        {isHeld && !isStampGone && (
          <>
            <Stamp state={state} />
            <br />
          </>
        )}
        {checkedText(texts, model)}
      </p>
      <CardNotes state={state} />
      <Buttons model={model} />
    </>
  )
}

const Stamp = ({ state }: { readonly state: Pick<KnownFigures, 'actualAt' | 'stampFault'> }) => {
  const texts = useTexts()
  const { actualAt, stampFault } = state
  if (stampFault !== undefined) return <>{texts.text(stampKeys[stampFault])}</>
  if (actualAt === null) return <>{texts.text('card.neverActual')}</>
  return (
    <span title={texts.formatDateTimeExact(actualAt)}>
      {texts.text('card.actualAt', { time: texts.formatDateTime(actualAt) })}
    </span>
  )
}

const stampKeys = {
  unreadable: 'card.stampUnreadable',
  future: 'card.stampFuture',
  absent: 'card.stampAbsent',
} as const satisfies Record<StampFault, string>

/** «Обновить» and «Почему такие числа», with the list that the second opens. */
const Buttons = ({
  model,
  isReading = false,
}: {
  readonly model: CardPanelModel
  readonly isReading?: boolean
}) => {
  const texts = useTexts()
  const isExplained = model.isExplained.value
  return (
    <>
      <div class="sales-analytics__buttons">
        <Button look="link" onClick={model.refresh} isDisabled={isReading}>
          {texts.text(isReading ? 'card.reading' : 'card.refresh')}
        </Button>
        <button
          type="button"
          class="sales-analytics__button sales-analytics__button_link"
          aria-expanded={isExplained}
          onClick={model.toggleExplanation}
        >
          {texts.text('card.explain')}
        </button>
      </div>
      {isExplained && model.explanation.value !== null && (
        <CardExplanation model={model} explanation={model.explanation.value} />
      )}
    </>
  )
}
