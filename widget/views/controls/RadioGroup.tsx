import { useId } from 'preact/hooks'

interface RadioGroupProps<Value extends string> {
  readonly legend: string
  readonly options: readonly {
    readonly value: Value
    readonly text: string
    /** What the choice comes to; said after its text. */
    readonly hint?: string
  }[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
}

export const RadioGroup = <Value extends string>({
  legend,
  options,
  value,
  onChoose,
}: RadioGroupProps<Value>) => {
  const name = useId()
  return (
    <fieldset class="sales-analytics__group">
      <legend class="sales-analytics__legend">{legend}</legend>
      {options.map((option) => (
        <div key={option.value} class="sales-analytics__choice">
          <label class="sales-analytics__check">
            <input
              type="radio"
              class="sales-analytics__check-input"
              name={name}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
              aria-describedby={option.hint === undefined ? undefined : `${name}-${option.value}`}
            />
            <span class="sales-analytics__check-box sales-analytics__check-box_round" aria-hidden="true" />
            <span class="sales-analytics__check-text">{option.text}</span>
          </label>
          {option.hint !== undefined && (
            <span id={`${name}-${option.value}`} class="sales-analytics__muted">
              {option.hint}
            </span>
          )}
        </div>
      ))}
    </fieldset>
  )
}
