import '../view.css'
import './card.css'
import { useEffect } from 'preact/hooks'
import type { CardState } from '../../jobs/cardState'
import type { CardPanelModel } from '../../state/createCardPanelModel'
import { errorText } from '../../texts/errorText'
import { Button } from '../controls/Button'
import { MessageNotice } from '../controls/MessageNotice'
import { Notice } from '../controls/Notice'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import { CardExplanation } from './CardExplanation'
import { CardFigures } from './CardFigures'
import { CardNotes } from './CardNotes'

const tickMilliseconds = 30_000

/** The panel in the right column of an open card. */
export const CardPanel = ({ model }: { readonly model: CardPanelModel }) => {
  const texts = useTexts()
  const state = model.state.value
  useEffect(() => {
    const timer = setInterval(model.tick, tickMilliseconds)
    return () => clearInterval(timer)
  }, [model])
  if (state.phase === 'noCard') return null
  return (
    <section class="sales-analytics__card" aria-label={texts.text('card.panel')}>
      <Content model={model} state={state} />
    </section>
  )
}

interface ContentProps<State extends CardState = Exclude<CardState, { phase: 'noCard' }>> {
  readonly model: CardPanelModel
  readonly state: State
}

const Content = ({ model, state }: ContentProps) => {
  const texts = useTexts()
  switch (state.phase) {
    case 'waiting':
    case 'reading':
      return <Reading state={state} />
    case 'shown':
      return <Shown model={model} state={state} />
    case 'tooMany':
      return (
        <>
          <CardFigures figures={state.stored} />
          <Notice tone="note">
            <p>
              {texts.text('card.tooMany', {
                leads: texts.plural('leadsToRead', state.leads),
                duration: texts.formatDuration(state.secondsNeeded),
              })}
            </p>
            <p>{texts.text('card.tooManyNote')}</p>
          </Notice>
          <Button onClick={model.refresh}>{texts.text('card.recompute')}</Button>
        </>
      )
    case 'settingsBroken':
      return (
        <Notice tone="error" isNews>
          <p class="sales-analytics__strong">{texts.text('card.settingsBroken')}</p>
          <p>{texts.text('card.settingsBrokenNote')}</p>
        </Notice>
      )
    case 'failed':
      return (
        <>
          <MessageNotice
            tone="error"
            message={errorText(texts, state.error, state.detail, 'card')}
            hasSupport={state.error !== 'session'}
          />
          <Button onClick={model.refresh}>
            {texts.text(state.error === 'session' ? 'common.resume' : 'common.retry')}
          </Button>
        </>
      )
  }
}

const Reading = ({ state }: { readonly state: Extract<CardState, { phase: 'waiting' | 'reading' }> }) => {
  const texts = useTexts()
  const progress = state.phase === 'reading' ? state.progress : null
  const text =
    progress === null ? texts.text('card.reading') : texts.text('card.readProgress', { ...progress })
  return (
    <>
      <CardFigures figures={null} />
      <ProgressBar
        label={texts.text('card.reading')}
        share={progress === null || progress.total === 0 ? null : progress.read / progress.total}
        text={text}
      />
      <p class="sales-analytics__muted">{text}</p>
    </>
  )
}

const Shown = ({ model, state }: ContentProps<Extract<CardState, { phase: 'shown' }>>) => {
  const texts = useTexts()
  const ago = texts.formatAgo(model.secondsSinceCheck.value ?? 0)
  const isExplained = model.isExplained.value
  return (
    <>
      <CardFigures figures={state.figures} />
      <p class="sales-analytics__muted">
        {state.actualAt === null ? (
          texts.text('card.neverActual')
        ) : (
          <span title={texts.formatDateTimeExact(state.actualAt)}>
            {texts.text('card.actualAt', { time: texts.formatDateTime(state.actualAt) })}
          </span>
        )}
        <br />
        {ago === null ? texts.text('card.checkedNow') : texts.text('card.checkedAgo', { ago })}
      </p>
      <CardNotes state={state} />
      <div class="sales-analytics__buttons">
        <Button look="link" onClick={model.refresh}>
          {texts.text('card.refresh')}
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
