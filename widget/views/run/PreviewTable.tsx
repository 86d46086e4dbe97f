import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PreviewRow } from '../../jobs/runState'
import type { FigureKey } from '../../records/fieldKeys'
import type { RunPreviewModel } from '../../state/createRunPreviewModel'
import { useTexts } from '../textsContext'
import { PreviewCell } from './PreviewCell'
import { RecordName } from '../controls/RecordName'
import { cardPath } from '../cardPath'

/** Height of a row in pixels; the style sheet has the same number. */
const rowHeight = 44
const visibleRows = 7

const columns: readonly { readonly key: FigureKey; readonly isMoney: boolean }[] = [
  { key: 'boughtCount', isMoney: false },
  { key: 'boughtSum', isMoney: true },
  { key: 'averageCheck', isMoney: true },
  { key: 'inWorkCount', isMoney: false },
  { key: 'inWorkSum', isMoney: true },
  { key: 'refusedCount', isMoney: false },
  { key: 'refusedSum', isMoney: true },
]

/** The table old → new. Only the rows in sight are in the page, however many cards change. */
export const PreviewTable = ({ preview }: { readonly preview: RunPreviewModel }) => {
  const texts = useTexts()
  const scroller = useRef<HTMLDivElement>(null)
  const { total, rows } = preview.rows.value
  const from = preview.from.value
  const view = `${preview.type.value} ${preview.filter.value} ${preview.search.value}`
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [view])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div
      ref={scroller}
      class="sales-analytics__preview"
      tabIndex={0}
      role="region"
      aria-label={texts.text('preview.table')}
      onScroll={(event) =>
        preview.scrollTo(Math.floor(event.currentTarget.scrollTop / rowHeight), visibleRows)
      }
    >
      <div
        class="sales-analytics__preview-table"
        role="table"
        aria-label={texts.text('preview.table')}
        aria-rowcount={total + 1}
      >
        <div class="sales-analytics__preview-row sales-analytics__preview-head" role="row" aria-rowindex={1}>
          <span role="columnheader">{texts.text('preview.name')}</span>
          {columns.map(({ key }) => (
            <span key={key} role="columnheader" class="sales-analytics__preview-number">
              {texts.fieldNames.fields[key].replace('*', '')}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: `${total * rowHeight}px` }}>
          <div role="presentation" style={{ transform: `translateY(${from * rowHeight}px)` }}>
            {rows.map((row, index) => (
              <Row key={`${row.parent.type}-${row.parent.id}`} row={row} position={from + index + 2} />
            ))}
          </div>
        </div>
      </div>
      {total === 0 && <p class="sales-analytics__preview-empty">{texts.text('preview.noRows')}</p>}
    </div>
  )
}

const Row = ({ row, position }: { readonly row: PreviewRow; readonly position: number }) => (
  <div class="sales-analytics__preview-row" role="row" aria-rowindex={position}>
    <span role="cell" class="sales-analytics__preview-name">
      <RecordName id={row.parent.id} name={row.name} href={cardPath(row.parent)} />
    </span>
    {columns.map(({ key, isMoney }) => (
      <PreviewCell key={key} isMoney={isMoney} old={row.old[key]} next={row.new[key]} />
    ))}
  </div>
)
