import { useId } from 'preact/hooks'
import type { ChoiceKey, SettingsFormModel } from '../../state/createSettingsFormModel'
import type { TextKey } from '../../texts/textTree'
import { RadioGroup } from '../controls/RadioGroup'
import { useTexts } from '../textsContext'
import { MaintenanceActions } from './MaintenanceActions'
import { NumberSettings } from './NumberSettings'

/** Choices among two or three words, in the order of the screen: name, legend, values with their texts. */
const choices = [
  [
    'contacts',
    'settingsForm.contacts',
    {
      all: 'settingsForm.contactsAll',
      main: 'settingsForm.contactsMain',
      split: 'settingsForm.contactsSplit',
    },
  ],
  [
    'companies',
    'settingsForm.companies',
    { own: 'settingsForm.companiesOwn', withContacts: 'settingsForm.companiesWithContacts' },
  ],
  [
    'write',
    'settingsForm.write',
    { always: 'settingsForm.writeAlways', changed: 'settingsForm.writeChanged' },
  ],
  ['preview', 'settingsForm.preview', { ask: 'settingsForm.previewAsk', skip: 'settingsForm.previewSkip' }],
  [
    'cardRefresh',
    'settingsForm.cardRefresh',
    {
      write: 'settingsForm.cardRefreshWrite',
      show: 'settingsForm.cardRefreshShow',
      off: 'settingsForm.cardRefreshOff',
    },
  ],
  ['empty', 'settingsForm.empty', { zero: 'settingsForm.emptyZero', clear: 'settingsForm.emptyClear' }],
  [
    'zeroBudget',
    'settingsForm.zeroBudget',
    { count: 'settingsForm.zeroBudgetCount', skip: 'settingsForm.zeroBudgetSkip' },
  ],
] as const satisfies readonly (readonly [ChoiceKey, TextKey, Readonly<Record<string, TextKey>>])[]

/** 5) «Дополнительно», folded until asked for. */
export const AdvancedSettings = ({ model }: { readonly model: SettingsFormModel }) => {
  const texts = useTexts()
  const id = useId()
  const isOpen = model.isAdvancedOpen.value
  const draft = model.draft.value
  return (
    <section class="sales-analytics__section">
      <h3 class="sales-analytics__section-title">
        <button
          type="button"
          class="sales-analytics__fold"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={model.toggleAdvanced}
        >
          {texts.text('settingsForm.advanced')}
        </button>
      </h3>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <>
            {choices.map(([key, legend, values]) => (
              <RadioGroup<string>
                key={key}
                legend={texts.text(legend)}
                value={draft[key]}
                options={Object.entries(values).map(([value, text]) => ({ value, text: texts.text(text) }))}
                onChoose={(value) => model.choose(key, value as (typeof draft)[typeof key])}
              />
            ))}
            <NumberSettings model={model} />
            <MaintenanceActions model={model} />
          </>
        )}
      </div>
    </section>
  )
}
