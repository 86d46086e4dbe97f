import { useId } from 'preact/hooks'
import type { StageClass } from '../../records/figures'
import type { Settings } from '../../settings/settings'
import type { SettingsFormModel } from '../../state/createSettingsFormModel'
import type { Texts } from '../../texts/createTexts'
import { refusalWords } from '../../texts/refusalWords'
import { Checkbox } from '../controls/Checkbox'
import { useTexts } from '../textsContext'
import { StagePicker } from './StagePicker'

interface SectionSettingsProps {
  readonly model: SettingsFormModel
  readonly section: StageClass
  /** The number before the section's title. */
  readonly number: number
  readonly buyers: readonly (keyof Settings['buyers'])[]
}

/** One section: its stages of deals and its stages of buyers. */
export const SectionSettings = ({ model, section, number, buyers }: SectionSettingsProps) => {
  const texts = useTexts()
  const hintId = useId()
  const isOff = (name: keyof Settings['buyers']): boolean =>
    model.buyers === 'off' || (model.buyers === 'purchasesOnly' && name !== 'purchases')
  const hint = buyersHint(texts, model, section)
  return (
    <fieldset class="sales-analytics__section">
      <legend class="sales-analytics__section-title">{texts.text(`settingsForm.${section}`)}</legend>
      <StagePicker
        label={texts.text('settingsForm.leadStages', { number: `${number}.1` })}
        picker={model.pickers[section]}
      />
      <div role="group" class="sales-analytics__group" aria-labelledby={`${hintId}-legend`}>
        <p id={`${hintId}-legend`} class="sales-analytics__legend">
          {texts.text('settingsForm.buyerStages', { number: `${number}.2` })}
        </p>
        {buyers.map((name) => (
          <Checkbox
            key={name}
            isOn={model.draft.value.buyers[name] && !isOff(name)}
            isDisabled={isOff(name)}
            onToggle={() => model.toggleBuyers(name)}
            describedBy={hint === null ? undefined : hintId}
          >
            {texts.text(`settingsForm.${name}`)}
          </Checkbox>
        ))}
        {hint !== null && (
          <p id={hintId} class="sales-analytics__hint">
            {hint}
          </p>
        )}
      </div>
    </fieldset>
  )
}

const buyersHint = (texts: Texts, model: SettingsFormModel, section: StageClass): string | null => {
  if (model.buyers === 'off') return texts.text('settingsForm.buyersOff')
  if (model.buyersRefusal.value !== null) return `${refusalWords(texts, model.buyersRefusal.value)}.`
  if (section === 'bought') return texts.text('settingsForm.purchasesHint')
  return model.buyers === 'purchasesOnly' ? texts.text('settingsForm.buyersSegments') : null
}
