import { useId } from 'preact/hooks'

interface SelectProps {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly hint?: string
}

export const Select = ({ label, options, value, onChoose, hint }: SelectProps) => {
  const id = useId()
  return (
    <div class="sales-analytics__group">
      <label class="sales-analytics__legend" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="sales-analytics__input sales-analytics__select"
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="sales-analytics__hint">
          {hint}
        </p>
      )}
    </div>
  )
}
