import type { Settings } from '../../settings/settings'
import type { SettingsFormModel } from '../../state/createSettingsFormModel'
import { cutName } from '../../texts/cutName'
import { Select } from '../controls/Select'
import { useTexts } from '../textsContext'

const rates = [1, 2, 3, 4, 5, 6, 7]
const digits = [0, 1, 2]

/** Settings chosen from a list: decimals of the average, rate, the field of the sale date. */
export const NumberSettings = ({ model }: { readonly model: SettingsFormModel }) => {
  const texts = useTexts()
  const draft = model.draft.value
  const { saleDateField } = draft
  const isGone = saleDateField !== null && !model.dateFields.some(({ id }) => id === saleDateField)
  return (
    <>
      <Select
        label={texts.text('settingsForm.averageDigits')}
        value={String(draft.averageDigits)}
        options={digits.map(toOption)}
        onChoose={(value) => model.choose('averageDigits', Number(value) as Settings['averageDigits'])}
      />
      <Select
        label={texts.text('settingsForm.saleDateField')}
        hint={texts.text('settingsForm.saleDateHint')}
        value={saleDateField === null ? '' : String(saleDateField)}
        options={[
          { value: '', text: texts.text('settingsForm.saleDateClosed') },
          ...model.dateFields.map(({ id, name }) => ({ value: String(id), text: cutName(name) })),
          ...(isGone
            ? [
                {
                  value: String(saleDateField),
                  text: texts.text('settingsForm.saleDateGone', { id: String(saleDateField) }),
                },
              ]
            : []),
        ]}
        onChoose={(value) => model.choose('saleDateField', value === '' ? null : Number(value))}
      />
      <Select
        label={texts.text('settingsForm.rate')}
        hint={
          rates.includes(draft.rate)
            ? texts.text('settingsForm.rateHint')
            : texts.text('settingsForm.rateOver', { rate: draft.rate })
        }
        value={String(draft.rate)}
        // A rate that was set otherwise stays until the admin chooses another.
        options={(rates.includes(draft.rate) ? rates : [...rates, draft.rate]).map(toOption)}
        onChoose={(value) => model.choose('rate', Number(value))}
      />
    </>
  )
}

const toOption = (value: number) => ({ value: String(value), text: String(value) })
