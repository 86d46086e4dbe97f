import '../view.css'
import './settingsForm.css'
import { useId, useRef } from 'preact/hooks'
import type { SettingsFormModel, UnassignedStage } from '../../state/createSettingsFormModel'
import { savedWords } from '../../state/savedWords'
import { isolateName } from '../../texts/isolateName'
import { refusalWords } from '../../texts/refusalWords'
import { Button } from '../controls/Button'
import { Checkbox } from '../controls/Checkbox'
import { Notice } from '../controls/Notice'
import { SupportLine } from '../controls/SupportLine'
import { useTexts } from '../textsContext'
import { AdvancedSettings } from './AdvancedSettings'
import { KeptFields } from './KeptFields'
import { SectionSettings } from './SectionSettings'

/** The settings screen, in the order and numbering of the host's window. */
export const SettingsForm = ({ model }: { readonly model: SettingsFormModel }) => {
  const texts = useTexts()
  const entities = useRef<HTMLDivElement>(null)
  const unassigned = model.unassigned.value
  const refusal = model.buyersRefusal.value
  return (
    <div class="sales-analytics__form">
      {model.loadProblem !== 'none' && model.saveState.value.phase !== 'saved' && (
        <Notice tone={model.loadProblem === 'foreign' ? 'warning' : 'error'}>
          {texts.text(`settingsForm.${model.loadProblem}`)}
        </Notice>
      )}
      {model.isRunOn && <Notice tone="note">{texts.text('settingsForm.runOn')}</Notice>}
      <div ref={entities}>
        <Entities model={model} />
      </div>
      {refusal !== null && (
        <Notice tone="warning" isNews>
          {texts.text('settingsForm.buyersRefused', { reason: refusalWords(texts, refusal) })}
        </Notice>
      )}
      <SectionSettings model={model} section="inWork" number={2} buyers={['upcoming', 'notBought']} />
      <SectionSettings model={model} section="bought" number={3} buyers={['purchases']} />
      <SectionSettings model={model} section="refused" number={4} buyers={['closed']} />
      {[true, false].map((isNew) => (
        <Unassigned key={isNew} stages={unassigned.filter((each) => each.isNew === isNew)} isNew={isNew} />
      ))}
      <AdvancedSettings model={model} />
      <SupportLine />
      <SaveOutcome model={model} showError={() => entities.current?.querySelector('input')?.focus()} />
    </div>
  )
}

interface UnassignedProps {
  readonly stages: readonly UnassignedStage[]
  readonly isNew: boolean
}

const Unassigned = ({ stages, isNew }: UnassignedProps) => {
  const texts = useTexts()
  if (stages.length === 0) return null
  return (
    <Notice tone="warning">
      {texts.text(isNew ? 'settingsForm.unassigned' : 'settingsForm.unassignedOld', {
        stages: stages
          .map(({ pipeline, stage }) => `${isolateName(pipeline)}: ${isolateName(stage)}`)
          .join(', '),
      })}
    </Notice>
  )
}

const Entities = ({ model }: { readonly model: SettingsFormModel }) => {
  const texts = useTexts()
  const errorId = useId()
  const hasNoEntity = model.hasNoEntity.value
  return (
    <fieldset class="sales-analytics__section">
      <legend class="sales-analytics__section-title">{texts.text('settingsForm.entities')}</legend>
      {(['contacts', 'companies'] as const).map((type) => (
        <div key={type}>
          <Checkbox
            isOn={model.draft.value.entities.includes(type)}
            onToggle={() => model.toggleType(type)}
            describedBy={hasNoEntity ? errorId : undefined}
          >
            {texts.text(`common.${type}`)}
          </Checkbox>
          {model.keptTypes.value.includes(type) && <KeptFields model={model} type={type} />}
          {model.deletedTypes.value.includes(type) && (
            <Notice tone="success" isNews>
              {texts.text(
                type === 'contacts' ? 'settingsForm.contactsDeleted' : 'settingsForm.companiesDeleted',
              )}
            </Notice>
          )}
        </div>
      ))}
      <p id={errorId} class="sales-analytics__error" role="alert">
        {hasNoEntity ? texts.text('settingsForm.noEntity') : ''}
      </p>
    </fieldset>
  )
}

interface SaveOutcomeProps {
  readonly model: SettingsFormModel
  /** Brings the focus to the field with the error. */
  readonly showError: () => void
}

/** Below everything, beside the host's «Сохранить»: that sleeps and says nothing while there is an error. */
const SaveOutcome = ({ model, showError }: SaveOutcomeProps) => {
  const texts = useTexts()
  const state = model.saveState.value
  if (!model.canSave.value)
    return (
      <Notice tone="error" isNews={state.phase === 'refused'}>
        {texts.text('settingsForm.cannotSave')}{' '}
        <Button look="link" onClick={showError}>
          {texts.text('settingsForm.noEntity')}
        </Button>
      </Notice>
    )
  if (state.phase !== 'saved' || model.isDirty.value) return null
  return (
    <Notice tone={state.fieldsProblem === null && state.left === undefined ? 'success' : 'warning'} isNews>
      {savedWords(texts, state.fieldsProblem, state.left ?? null)}
    </Notice>
  )
}
