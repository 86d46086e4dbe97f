import type { StagePickerModel } from '../../state/createStagePickerModel'
import { Button } from '../controls/Button'
import { useTexts } from '../textsContext'

/** Stages of the section that the CRM no longer lists: they keep counting until the admin takes them out. */
export const VanishedStages = ({ picker }: { readonly picker: StagePickerModel }) => {
  const texts = useTexts()
  const stages = picker.vanished.value
  if (stages.length === 0) return null
  return (
    <ul class="sales-analytics__vanished">
      {stages.map((stage) => {
        const place = { stage: String(stage.id), pipeline: String(stage.pipelineId) }
        return (
          <li key={`${stage.pipelineId}-${stage.id}`} class="sales-analytics__vanished-stage">
            <span>
              {texts.text('settingsForm.goneStage', place)} ({texts.text('settingsForm.gone')})
            </span>
            <Button
              look="icon"
              label={texts.text('settingsForm.dropGone', place)}
              onClick={() => picker.dropVanished(stage)}
            >
              ×
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
