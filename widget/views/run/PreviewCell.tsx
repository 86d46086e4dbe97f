import { figureText } from '../../state/figureText'
import { useTexts } from '../textsContext'

interface PreviewCellProps {
  readonly isMoney: boolean
  /** What stands there; null = the field is empty, `unreadable` = it holds no number. */
  readonly old: number | null
  /** What would be written; null = nothing to count an average of. */
  readonly next: number | null
}

/** One figure, old above new; a figure that stays is shown once and pale. */
export const PreviewCell = ({ isMoney, old, next }: PreviewCellProps) => {
  const texts = useTexts()
  const write = (value: number | null): string => {
    if (value === null) return '—'
    return figureText(texts, value, isMoney ? texts.formatMoney : texts.formatNumber)
  }
  const said = (value: number | null): string => (value === null ? texts.text('preview.empty') : write(value))
  // An average of nothing is written as 0 or as nothing, by the settings: neither is a change worth showing.
  const isSame = (old ?? 0) === (next ?? 0) && (old !== null || next === null)
  return (
    <span
      role="cell"
      class="sales-analytics__preview-number"
      title={isSame ? write(old) : `${write(old)} → ${write(next ?? 0)}`}
    >
      {isSame ? (
        <span class="sales-analytics__preview-old">{write(old)}</span>
      ) : (
        <>
          <span class="sales-analytics__hidden">
            {texts.text('preview.oldNew', { old: said(old), new: said(next ?? 0) })}
          </span>
          <span aria-hidden="true" class="sales-analytics__preview-old">
            {write(old)} →
          </span>
          <span aria-hidden="true" class="sales-analytics__preview-new">
            {write(next ?? 0)}
          </span>
        </>
      )}
    </span>
  )
}
