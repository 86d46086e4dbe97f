import { useEffect, useId, useRef } from 'preact/hooks'
import type { StagePickerModel } from '../../state/createStagePickerModel'
import { useTexts } from '../textsContext'
import { StageList } from './StageList'
import { VanishedStages } from './VanishedStages'

interface StagePickerProps {
  readonly label: string
  readonly picker: StagePickerModel
}

/** The drop-down «Выбрать» of a section, and below it the stages that the CRM no longer lists. */
export const StagePicker = ({ label, picker }: StagePickerProps) => {
  const texts = useTexts()
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isOpen = picker.isOpen.value
  const count = picker.count.value
  const stages = texts.plural('stagesChosen', count)

  useEffect(() => {
    if (!isOpen) return undefined
    const page = root.current?.ownerDocument
    const closeOutside = (event: Event): void => {
      const { target, type } = event
      const own = root.current
      if (own === null || !(target instanceof Node) || own.contains(target)) return
      // A press on plain text puts the focus on what can take it around the text: the host's window with all of us in it.
      if (type === 'focusin' && target.contains(own)) return
      picker.close()
    }
    page?.addEventListener('pointerdown', closeOutside, true)
    page?.addEventListener('focusin', closeOutside, true)
    return () => {
      page?.removeEventListener('pointerdown', closeOutside, true)
      page?.removeEventListener('focusin', closeOutside, true)
    }
  }, [isOpen, picker])

  return (
    <div class="sales-analytics__group">
      <p id={`${id}-label`} class="sales-analytics__legend">
        {label}
      </p>
      <div
        ref={root}
        class="sales-analytics__picker"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return
          // The host's window would close too.
          event.stopPropagation()
          picker.close()
          button.current?.focus()
        }}
      >
        <button
          ref={button}
          type="button"
          id={`${id}-button`}
          class="sales-analytics__input sales-analytics__picker-button"
          aria-expanded={isOpen}
          aria-labelledby={`${id}-label ${id}-button`}
          onClick={() => (isOpen ? picker.close() : picker.open())}
        >
          {count === 0 && !picker.isSwitchOn.value
            ? texts.text('settingsForm.choose')
            : picker.isSwitchOn.value
              ? texts.text('settingsForm.chosenEverywhere', { stages })
              : stages}
        </button>
        {isOpen && <StageList label={label} picker={picker} />}
      </div>
      <VanishedStages picker={picker} />
    </div>
  )
}
