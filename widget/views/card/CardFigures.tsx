import type { KnownFigures } from '../../jobs/cardState'
import { figureText } from '../../state/figureText'
import { useTexts } from '../textsContext'

interface CardFiguresProps {
  /** null while nothing is known yet: the same lines with dashes, so that nothing jumps. A null figure is an empty field. */
  readonly figures: KnownFigures['figures'] | null
  /** True while newer ones are being read. */
  readonly isBusy?: boolean
}

const sections = [
  { section: 'bought', count: 'boughtCount', sum: 'boughtSum' },
  { section: 'inWork', count: 'inWorkCount', sum: 'inWorkSum' },
  { section: 'refused', count: 'refusedCount', sum: 'refusedSum' },
] as const

const absent = '—'

/** Three sections with count and sum, and the average check. */
export const CardFigures = ({ figures, isBusy = figures === null }: CardFiguresProps) => {
  const texts = useTexts()
  const write = (value: number | null, format: (known: number) => string): string =>
    value === null ? absent : figureText(texts, value, format)
  const hasNoSales = figures !== null && figures.averageCheck === null && figures.boughtCount === 0
  return (
    <dl class="sales-analytics__figures" aria-busy={isBusy}>
      {sections.map(({ section, count, sum }) => (
        <div key={section} class={`sales-analytics__figure sales-analytics__figure_${section}`}>
          <dt>{texts.text(`common.${section}`)}</dt>
          <dd class="sales-analytics__figure-count">
            {write(figures?.[count] ?? null, (known) => texts.text('card.pieces', { n: known }))}
          </dd>
          <dd class="sales-analytics__figure-sum">{write(figures?.[sum] ?? null, texts.formatMoney)}</dd>
        </div>
      ))}
      <div class="sales-analytics__figure sales-analytics__figure_average">
        <dt>{texts.text('card.averageCheck')}</dt>
        <dd class="sales-analytics__figure-sum">
          {hasNoSales ? texts.text('card.none') : write(figures?.averageCheck ?? null, texts.formatMoney)}
        </dd>
      </div>
    </dl>
  )
}
