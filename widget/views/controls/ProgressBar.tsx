interface ProgressBarProps {
  readonly label: string
  /** From 0 to 1; null while nobody knows how much there is. */
  readonly share: number | null
  /** The same in words. */
  readonly text: string
}

export const ProgressBar = ({ label, share, text }: ProgressBarProps) => {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      class={`sales-analytics__progress${percent === null ? ' sales-analytics__progress_endless' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuetext={text}
      {...(percent === null ? {} : { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent })}
    >
      <span class="sales-analytics__progress-bar" style={percent === null ? {} : { width: `${percent}%` }} />
    </div>
  )
}
