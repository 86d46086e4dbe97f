import type { RunFailure } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import type { RunStart } from '../../state/runStart'
import { cutName } from '../../texts/cutName'
import { failureMessage } from '../../state/runMessages'
import type { Texts } from '../../texts/createTexts'
import { isolateName } from '../../texts/isolateName'
import { Button } from '../controls/Button'
import { Checkbox } from '../controls/Checkbox'
import { MessageNotice } from '../controls/MessageNotice'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'
import { FullReadingChoice } from './FullReadingChoice'
import { Unfinished } from './Unfinished'

/** The start dialog: what to fill, when it was done last, what to know before. */
export const StartStep = ({ model }: { readonly model: RunModel }) => {
  const texts = useTexts()
  const start = model.start.value
  const chosen = model.chosenTypes.value
  if (start.isSettingsBroken) return <BrokenSettings model={model} />
  return (
    <>
      {start.unfinished !== null && (
        <Notice tone="note">
          <Unfinished
            unfinished={start.unfinished}
            onResume={model.resumeUnfinished}
            onDrop={model.dropUnfinished}
          />
        </Notice>
      )}
      <fieldset class="sales-analytics__group">
        <legend class="sales-analytics__legend">{texts.text('run.entities')}</legend>
        {(['contacts', 'companies'] as const).map((type) => {
          const isOff = !start.entities.includes(type)
          const name = texts.text(`common.${type}`)
          return (
            <Checkbox
              key={type}
              isOn={chosen.includes(type)}
              isDisabled={isOff}
              onToggle={() => model.toggleType(type)}
            >
              {isOff ? texts.text('run.entityOff', { entity: name }) : name}
            </Checkbox>
          )
        })}
        <p class="sales-analytics__error" role="status">
          {chosen.length === 0 ? texts.text('run.noEntity') : ''}
        </p>
      </fieldset>
      <FullReadingChoice model={model} />
      <LastRun lastRun={start.lastRun} />
      {start.unassignedStages.length > 0 && (
        <Notice tone="warning">
          {[true, false].map((isNew) => (
            <UnassignedStages
              key={isNew}
              isNew={isNew}
              stages={start.unassignedStages.filter((stage) => stage.isNew === isNew)}
            />
          ))}
          <p>{texts.text('run.newStagesNote')}</p>
          <Button look="link" onClick={model.openSettings}>
            {texts.text('common.openSettings')}
          </Button>
        </Notice>
      )}
      {start.isStorageOff && <Notice tone="warning">{texts.text('run.noStorage')}</Notice>}
      <p>{texts.text(start.asksBeforeWriting ? 'run.askNote' : 'run.skipNote')}</p>
      <div class="sales-analytics__buttons sales-analytics__buttons_end">
        <Button look="main" onClick={model.begin} isDisabled={chosen.length === 0}>
          {texts.text('run.begin')}
        </Button>
        <Button onClick={model.close}>{texts.text('common.close')}</Button>
      </div>
    </>
  )
}

interface UnassignedStagesProps {
  readonly isNew: boolean
  readonly stages: RunStart['unassignedStages']
}

const UnassignedStages = ({ isNew, stages }: UnassignedStagesProps) => {
  const texts = useTexts()
  if (stages.length === 0) return null
  return (
    <p class="sales-analytics__strong">
      {texts.text(isNew ? 'run.newStages' : 'run.oldStages', {
        stages: stages.map(({ name }) => name).join(', '),
      })}
    </p>
  )
}

/** Before anything is started: without settings nobody can say what to count. */
const BrokenSettings = ({ model }: { readonly model: RunModel }) => {
  const texts = useTexts()
  const { areSettingsMissing: isMissing = false, areSettingsForeign: isForeign = false } = model.start.value
  return (
    <>
      <MessageNotice
        tone="error"
        message={failureMessage(texts, failureOf(isMissing, isForeign))}
        hasSupport={!isForeign}
      />
      <div class="sales-analytics__buttons sales-analytics__buttons_end">
        {!isMissing && (
          <Button look="main" onClick={model.openSettings}>
            {texts.text('common.openSettings')}
          </Button>
        )}
        <Button onClick={model.close}>{texts.text('common.close')}</Button>
      </div>
    </>
  )
}

const failureOf = (isMissing: boolean, isForeign: boolean): RunFailure => {
  if (isMissing) return { kind: 'settingsNotGiven' }
  return isForeign ? { kind: 'otherAccount' } : { kind: 'settings', detail: '' }
}

const LastRun = ({ lastRun }: Pick<RunStart, 'lastRun'>) => {
  const texts = useTexts()
  const withoutBuyers = lastRun?.isWithoutBuyers === true && (
    <p class="sales-analytics__strong">{texts.text('run.lastRunWithoutBuyers')}</p>
  )
  if (lastRun?.stopped === undefined)
    return (
      <>
        <p class="sales-analytics__muted">{lastRunText(texts, lastRun)}</p>
        {withoutBuyers}
      </>
    )
  const { at, userName, stopped } = lastRun
  return (
    <Notice tone="warning">
      {texts.text(stopped.notWritten > 0 ? 'run.lastRunLeft' : 'run.lastRunStopped', {
        time: texts.formatDateTime(at),
        user: isolateName(cutName(userName ?? '')),
        written: stopped.written,
        left: texts.plural('cards', stopped.notWritten),
      })}
      {withoutBuyers}
    </Notice>
  )
}

const lastRunText = (texts: Texts, lastRun: RunStart['lastRun']): string => {
  if (lastRun === null) return texts.text('run.neverRun')
  const time = texts.formatDateTime(lastRun.at)
  return lastRun.userName === null || lastRun.seconds === null
    ? texts.text('run.lastRun', { time })
    : texts.text('run.lastRunBy', {
        time,
        user: isolateName(cutName(lastRun.userName)),
        elapsed: texts.formatElapsed(lastRun.seconds),
      })
}
