import type { PreviewFilter, PreviewOrder } from '../../jobs/runState'
import type { RunPreviewModel } from '../../state/createRunPreviewModel'
import { useTexts } from '../textsContext'

const filters = [
  ['all', 'preview.filterAll'],
  ['grew', 'preview.filterGrew'],
  ['shrank', 'preview.filterShrank'],
  ['zeroed', 'preview.filterZeroed'],
  ['firstTime', 'preview.filterFirstTime'],
] as const satisfies readonly (readonly [PreviewFilter, string])[]

const orders = [
  ['id', 'preview.orderId'],
  ['drop', 'preview.orderDrop'],
  ['rise', 'preview.orderRise'],
] as const satisfies readonly (readonly [PreviewOrder, string])[]

/** Search, filters and order of the table old → new. */
export const PreviewFilters = ({ preview }: { readonly preview: RunPreviewModel }) => {
  const texts = useTexts()
  return (
    <div class="sales-analytics__filters">
      <input
        type="search"
        class="sales-analytics__input"
        placeholder={texts.text('preview.search')}
        aria-label={texts.text('preview.search')}
        value={preview.search.value}
        onInput={(event) => preview.find(event.currentTarget.value)}
      />
      <div class="sales-analytics__chips" role="group" aria-label={texts.text('preview.filter')}>
        {filters.map(([filter, key]) => (
          <button
            key={filter}
            type="button"
            class="sales-analytics__chip"
            aria-pressed={preview.filter.value === filter}
            onClick={() => preview.chooseFilter(filter)}
          >
            {texts.text(key)}
          </button>
        ))}
      </div>
      <select
        class="sales-analytics__input sales-analytics__order"
        aria-label={texts.text('preview.order')}
        value={preview.order.value}
        onChange={(event) => preview.sort(event.currentTarget.value as PreviewOrder)}
      >
        {orders.map(([order, key]) => (
          <option key={order} value={order}>
            {texts.text(key)}
          </option>
        ))}
      </select>
      <p class="sales-analytics__muted" role="status">
        {texts.text('preview.rowsShown', { n: preview.rows.value.total })}
      </p>
    </div>
  )
}
