import type { RunModel } from '../../state/createRunModel'
import { Checkbox } from '../controls/Checkbox'
import { useTexts } from '../textsContext'

/** «Полный пересчёт»: offered where the account was read before, so that less would do. */
export const FullReadingChoice = ({ model }: { readonly model: RunModel }) => {
  const texts = useTexts()
  const { fullReadAt, isFullDue } = model.start.value
  if (fullReadAt === null) return null
  const time = texts.formatDateTime(fullReadAt)
  return (
    <div class="sales-analytics__group">
      <Checkbox
        isOn={model.isFull.value}
        isDisabled={isFullDue}
        onToggle={() => {
          model.isFull.value = !model.isFull.value
        }}
        describedBy="sales-analytics-full-reading"
      >
        {texts.text('run.fullReading')}
      </Checkbox>
      <p id="sales-analytics-full-reading" class="sales-analytics__muted">
        {texts.text(isFullDue ? 'run.fullReadingDue' : 'run.fullReadingNote', { time })}
      </p>
    </div>
  )
}
