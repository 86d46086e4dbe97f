import { useId } from 'preact/hooks'

interface RadioGroupProps<Value extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly text: string }[]
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
        <label key={option.value} class="sales-analytics__check">
          <input
            type="radio"
            class="sales-analytics__check-input"
            name={name}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span class="sales-analytics__check-box sales-analytics__check-box_round" aria-hidden="true" />
          <span class="sales-analytics__check-text">{option.text}</span>
        </label>
      ))}
    </fieldset>
  )
}
