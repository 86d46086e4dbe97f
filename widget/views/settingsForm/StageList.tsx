import { useEffect, useId, useRef } from 'preact/hooks'
import type { StagePickerModel } from '../../state/createStagePickerModel'
import { cutName } from '../../texts/cutName'
import type { PipelineOptions } from '../../state/stageChoices'
import { isolateName } from '../../texts/isolateName'
import { Button } from '../controls/Button'
import { Checkbox } from '../controls/Checkbox'
import { useTexts } from '../textsContext'
import { StageLine } from './StageLine'

interface StageListProps {
  readonly label: string
  readonly picker: StagePickerModel
}

const switchKeys = {
  inWork: 'settingsForm.openSwitch',
  bought: 'settingsForm.wonSwitch',
  refused: 'settingsForm.lostSwitch',
} as const

/** The open drop-down: the section's switch, a search, pipelines with their stages. */
export const StageList = ({ label, picker }: StageListProps) => {
  const texts = useTexts()
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => {
    search.current?.focus({ preventScroll: true })
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const pipelines = picker.pipelines.value
  return (
    <div ref={list} class="sales-analytics__picker-list" role="group" aria-label={label}>
      <div class="sales-analytics__picker-top">
        <Checkbox isOn={picker.isSwitchOn.value} onToggle={picker.toggleSwitch}>
          {texts.text(switchKeys[picker.section])}
        </Checkbox>
        <input
          ref={search}
          type="search"
          class="sales-analytics__input"
          placeholder={texts.text('settingsForm.searchStage')}
          aria-label={texts.text('settingsForm.searchStage')}
          value={picker.search.value}
          onInput={(event) => {
            picker.search.value = event.currentTarget.value
          }}
        />
      </div>
      <div role="status">
        {picker.takenOver.value.map(({ section, stages }) => (
          <p key={section} class="sales-analytics__taken-over">
            {texts.text('settingsForm.takenOver', {
              section: texts.text(`settingsForm.${section}Short`),
              stages: stages.map(({ name }) => isolateName(cutName(name))).join(', '),
            })}
          </p>
        ))}
      </div>
      {pipelines.map((options) => (
        <PipelineLines key={options.pipeline.id} picker={picker} options={options} />
      ))}
      {pipelines.length === 0 && (
        <p class="sales-analytics__muted" role="status">
          {texts.text('settingsForm.noStages')}
        </p>
      )}
    </div>
  )
}

interface PipelineLinesProps {
  readonly picker: StagePickerModel
  readonly options: PipelineOptions
}

const PipelineLines = ({ picker, options: { pipeline, stages } }: PipelineLinesProps) => {
  const texts = useTexts()
  const id = useId()
  const name = cutName(pipeline.name)
  const place = { pipeline: isolateName(name) }
  return (
    <div class="sales-analytics__pipeline" role="group" aria-labelledby={id}>
      <div class="sales-analytics__pipeline-head">
        <span id={id} class="sales-analytics__pipeline-name">
          <bdi title={name}>{name}</bdi>
          {pipeline.isArchive && (
            <span class="sales-analytics__mark">{texts.text('settingsForm.archived')}</span>
          )}
        </span>
        <Button
          look="link"
          label={texts.text('settingsForm.allStagesOf', place)}
          onClick={() => picker.includeAllOf(pipeline)}
        >
          {texts.text('settingsForm.allStages')}
        </Button>
        <Button
          look="link"
          label={texts.text('settingsForm.noStagesOf', place)}
          onClick={() => picker.excludeAllOf(pipeline)}
        >
          {texts.text('settingsForm.noStagesButton')}
        </Button>
      </div>
      {stages.map((option) => (
        <StageLine key={option.stage.id} picker={picker} option={option} />
      ))}
    </div>
  )
}
