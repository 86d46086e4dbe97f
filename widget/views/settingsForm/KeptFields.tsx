import { useId, useState } from 'preact/hooks'

import type { ParentType } from '../../records/parents'
import type { SettingsFormModel } from '../../state/createSettingsFormModel'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'

interface KeptFieldsProps {
  readonly model: SettingsFormModel
  readonly type: ParentType
}

/** An unticked entity keeps its fields; deleting them takes a typed word, since their values cannot be brought back. */
export const KeptFields = ({ model, type }: KeptFieldsProps) => {
  const texts = useTexts()
  const id = useId()
  const [isAsking, setIsAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const word = texts.text('settingsForm.deleteFieldsWord')
  const state = model.actionStates.deleteFields.value
  const kept = texts.text(type === 'contacts' ? 'settingsForm.contactsKept' : 'settingsForm.companiesKept')
  return (
    <Notice tone="note">
      {!isAsking && (
        <p>
          {kept}
          {model.actions.deleteFields !== undefined && (
            <>
              {'. '}
              <Button look="link" onClick={() => setIsAsking(true)}>
                {texts.text('settingsForm.deleteFields')}
              </Button>
            </>
          )}
        </p>
      )}
      {isAsking && (
        <>
          <p>
            {texts.text('settingsForm.deleteFieldsWarning', {
              group: texts.fieldNames.group,
              names: Object.values(texts.fieldNames.fields).join('; '),
            })}
          </p>
          <p class="sales-analytics__strong">{texts.text('settingsForm.deleteFieldsAtOnce')}</p>
          <label class="sales-analytics__legend" for={id}>
            {texts.text('settingsForm.deleteFieldsConfirm', { word })}
          </label>
          <div class="sales-analytics__buttons">
            <input
              id={id}
              class="sales-analytics__input sales-analytics__input_short"
              autocomplete="off"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <Button
              isDisabled={
                typed.trim().toLocaleLowerCase() !== word.toLocaleLowerCase() || state.phase === 'running'
              }
              onClick={() => void model.deleteFields(type)}
            >
              {texts.text('settingsForm.deleteFields')}
            </Button>
            <Button look="link" onClick={() => setIsAsking(false)}>
              {texts.text('common.cancel')}
            </Button>
          </div>
        </>
      )}
      {state.phase === 'failed' && (
        <p class="sales-analytics__error" role="alert">
          {texts.text('settingsForm.actionFailed', { detail: state.detail })}
        </p>
      )}
    </Notice>
  )
}
