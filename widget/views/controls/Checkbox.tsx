import type { ComponentChildren } from 'preact'

interface CheckboxProps {
  readonly isOn: boolean
  readonly onToggle: () => void
  readonly children: ComponentChildren
  readonly isDisabled?: boolean
  /** Id of the element that explains it further. */
  readonly describedBy?: string | undefined
}

export const Checkbox = ({ isOn, onToggle, children, isDisabled = false, describedBy }: CheckboxProps) => (
  <label class={`sales-analytics__check${isDisabled ? ' sales-analytics__check_off' : ''}`}>
    <input
      type="checkbox"
      class="sales-analytics__check-input"
      checked={isOn}
      disabled={isDisabled}
      onChange={onToggle}
      aria-describedby={describedBy}
    />
    <span class="sales-analytics__check-box" aria-hidden="true" />
    <span class="sales-analytics__check-text">{children}</span>
  </label>
)
