import type { SettingsFormModel } from '../../state/createSettingsFormModel'
import { Button } from '../controls/Button'
import { useTexts } from '../textsContext'

/** What an admin does once in a while: the group of fields again, the browser's data away. */
export const MaintenanceActions = ({ model }: { readonly model: SettingsFormModel }) => {
  const texts = useTexts()
  const { restoreGroup, clearBrowser } = model.actionStates
  return (
    <>
      {model.isGroupMissing.value && model.actions.restoreGroup !== undefined && (
        <div class="sales-analytics__group">
          <p>{texts.text('settingsForm.restoreGroupNote', { group: texts.fieldNames.group })}</p>
          <Button
            onClick={() => void model.restoreGroup()}
            isDisabled={restoreGroup.value.phase === 'running'}
          >
            {texts.text('settingsForm.restoreGroup')}
          </Button>
          {restoreGroup.value.phase === 'failed' && <Failure detail={restoreGroup.value.detail} />}
        </div>
      )}
      {model.actions.clearBrowser !== undefined && (
        <div class="sales-analytics__group">
          <Button
            onClick={() => void model.clearBrowser()}
            isDisabled={clearBrowser.value.phase === 'running'}
          >
            {texts.text('settingsForm.clearBrowser')}
          </Button>
          <p class="sales-analytics__hint" role="status">
            {texts.text(
              clearBrowser.value.phase === 'done'
                ? 'settingsForm.browserCleared'
                : 'settingsForm.clearBrowserNote',
            )}
          </p>
          {clearBrowser.value.phase === 'failed' && <Failure detail={clearBrowser.value.detail} />}
        </div>
      )}
    </>
  )
}

const Failure = ({ detail }: { readonly detail: string }) => (
  <p class="sales-analytics__error" role="alert">
    {useTexts().text('settingsForm.actionFailed', { detail })}
  </p>
)
