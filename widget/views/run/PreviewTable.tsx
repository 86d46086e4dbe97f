import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PreviewRow, PreviewTotals } from '../../jobs/runState'
import type { FigureKey } from '../../records/fieldKeys'
import type { RunPreviewModel } from '../../state/createRunPreviewModel'
import { useTexts } from '../textsContext'
import { PreviewCell } from './PreviewCell'
import { RecordName } from '../controls/RecordName'
import { cardPath } from '../cardPath'

/** Heights in pixels; the style sheet has the same numbers. */
const rowHeight = 44
const headHeight = 88
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

/** By how many rows a key moves. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: visibleRows,
  PageUp: -visibleRows,
  Home: -Infinity,
  End: Infinity,
}

/**
 * The table old → new. Only the rows in sight are in the page, however many cards change. One stop of the Tab key: inside, the arrows go
 * from row to row.
 */
export const PreviewTable = ({ preview }: { readonly preview: RunPreviewModel }) => {
  const texts = useTexts()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const isMoved = useRef(false)
  const { total, rows } = preview.rows.value
  const from = preview.from.value
  const view = `${preview.type.value} ${preview.filter.value} ${preview.order.value} ${preview.search.value}`
  // A row that was scrolled out of the page cannot take the focus: the first one that is there does.
  const stop = active >= from && active < from + rows.length ? active : from
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
    setActive(0)
  }, [view])
  useLayoutEffect(() => {
    if (!isMoved.current) return
    isMoved.current = false
    scroller.current
      ?.querySelector<HTMLElement>(`[aria-rowindex="${active + 3}"] a`)
      ?.focus({ preventScroll: true })
  })
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    const area = scroller.current
    if (step === undefined || total === 0 || area === null) return
    event.preventDefault()
    const next = Math.min(total - 1, Math.max(0, stop + step))
    const top = next * rowHeight
    const room = area.clientHeight - headHeight - rowHeight
    if (top < area.scrollTop) area.scrollTop = top
    else if (top > area.scrollTop + room) area.scrollTop = top - Math.max(0, room)
    preview.scrollTo(Math.floor(area.scrollTop / rowHeight), visibleRows)
    isMoved.current = true
    setActive(next)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows move among the links inside
    <div
      ref={scroller}
      class="sales-analytics__preview"
      onKeyDown={move}
      onScroll={(event) =>
        preview.scrollTo(Math.floor(event.currentTarget.scrollTop / rowHeight), visibleRows)
      }
    >
      <div
        class="sales-analytics__preview-table"
        role="table"
        aria-label={texts.text('preview.table')}
        aria-rowcount={total + 2}
      >
        <div class="sales-analytics__preview-top" role="rowgroup">
          <div
            class="sales-analytics__preview-row sales-analytics__preview-head"
            role="row"
            aria-rowindex={1}
          >
            <span role="columnheader">{texts.text('preview.name')}</span>
            {columns.map(({ key }) => (
              <span key={key} role="columnheader" class="sales-analytics__preview-number">
                {texts.fieldNames.fields[key].replace('*', '')}
              </span>
            ))}
          </div>
          {preview.totals.value !== null && <Totals totals={preview.totals.value} />}
        </div>
        <div
          class="sales-analytics__preview-body"
          role="rowgroup"
          style={{ height: `${total * rowHeight}px` }}
        >
          <div
            class="sales-analytics__preview-rows"
            role="presentation"
            style={{ transform: `translateY(${from * rowHeight}px)` }}
          >
            {rows.map((row, index) => (
              <Row
                key={`${row.parent.type}-${row.parent.id}`}
                row={row}
                position={from + index}
                isStop={from + index === stop}
                onFocus={setActive}
              />
            ))}
          </div>
        </div>
      </div>
      {total === 0 && <p class="sales-analytics__preview-empty">{texts.text('preview.noRows')}</p>}
    </div>
  )
}

const Totals = ({ totals }: { readonly totals: PreviewTotals }) => (
  <div class="sales-analytics__preview-row sales-analytics__preview-totals" role="row" aria-rowindex={2}>
    <span role="rowheader" class="sales-analytics__strong">
      {useTexts().text('preview.totals')}
    </span>
    {columns.map(({ key, isMoney }) => (
      <PreviewCell key={key} isMoney={isMoney} old={totals.old[key]} next={totals.new[key]} />
    ))}
  </div>
)

interface RowProps {
  readonly row: PreviewRow
  readonly position: number
  /** The Tab key stops at this row. */
  readonly isStop: boolean
  readonly onFocus: (position: number) => void
}

const Row = ({ row, position, isStop, onFocus }: RowProps) => (
  <div
    class="sales-analytics__preview-row"
    role="row"
    aria-rowindex={position + 3}
    onFocusIn={() => onFocus(position)}
  >
    <span role="cell" class="sales-analytics__preview-name">
      <RecordName id={row.parent.id} name={row.name} href={cardPath(row.parent)} isStop={isStop} />
    </span>
    {columns.map(({ key, isMoney }) => (
      <PreviewCell key={key} isMoney={isMoney} old={row.old[key]} next={row.new[key]} />
    ))}
  </div>
)
