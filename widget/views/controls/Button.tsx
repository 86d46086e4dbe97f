import type { ComponentChildren } from 'preact'

interface ButtonProps {
  readonly onClick: () => void
  readonly children: ComponentChildren
  /** `main`: the one blue button; `link`: text with an underline; `icon`: a square without text. */
  readonly look?: 'main' | 'plain' | 'link' | 'icon'
  /** What the button says where its text alone does not. */
  readonly label?: string
  readonly isDisabled?: boolean
}

export const Button = ({ onClick, children, look = 'plain', label, isDisabled = false }: ButtonProps) => (
  <button
    type="button"
    class={`sales-analytics__button sales-analytics__button_${look}`}
    onClick={onClick}
    disabled={isDisabled}
    aria-label={label}
    title={look === 'icon' ? label : undefined}
  >
    {children}
  </button>
)
