import { useId } from 'preact/hooks'
import type { StagePickerModel } from '../../state/createStagePickerModel'
import type { StageOption } from '../../state/stageChoices'
import { cutName } from '../../texts/cutName'
import { isolateName } from '../../texts/isolateName'
import { Button } from '../controls/Button'
import { Checkbox } from '../controls/Checkbox'
import { useTexts } from '../textsContext'

interface StageLineProps {
  readonly picker: StagePickerModel
  readonly option: StageOption
}

/** One stage. A stage of another section is shown with that section's name and asks before it moves. */
export const StageLine = ({ picker, option }: StageLineProps) => {
  const texts = useTexts()
  const id = useId()
  const { stage, isOn, takenBy } = option
  const pending = picker.pendingMove.value
  const isPending = pending?.stage.id === stage.id && pending.stage.pipelineId === stage.pipelineId
  return (
    <div class="sales-analytics__stage">
      <Checkbox
        isOn={isOn}
        onToggle={() => picker.toggleStage(option)}
        describedBy={takenBy === null ? undefined : id}
      >
        <span class="sales-analytics__color" style={{ background: stage.color }} aria-hidden="true" />
        <bdi title={cutName(stage.name)}>{cutName(stage.name)}</bdi>
      </Checkbox>
      {takenBy !== null && (
        <span id={id} class="sales-analytics__taken">
          {texts.text('settingsForm.takenBy', { section: texts.text(`settingsForm.${takenBy}Short`) })}
        </span>
      )}
      {isPending && (
        <div class="sales-analytics__move" role="alert">
          <p>
            {texts.text('settingsForm.moveQuestion', {
              stage: isolateName(cutName(stage.name)),
              from: texts.text(`settingsForm.${pending.from}Short`),
              to: texts.text(`settingsForm.${picker.section}Short`),
            })}
          </p>
          <Button onClick={picker.confirmMove}>{texts.text('settingsForm.move')}</Button>
          <Button look="link" onClick={picker.cancelMove}>
            {texts.text('common.cancel')}
          </Button>
        </div>
      )}
    </div>
  )
}
