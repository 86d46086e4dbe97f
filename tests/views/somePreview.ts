import type { PreviewRow, RunPreview } from '../../widget/jobs/runState'
import type { ParentType } from '../../widget/records/parents'

/** A card whose bought figures rise from one sale to two; the partial overrides any key. */
export const aPreviewRow = (partial: Partial<PreviewRow> = {}): PreviewRow => ({
  parent: { type: 'contacts', id: 1001 },
  name: 'Остров идей',
  old: {
    boughtCount: 1,
    boughtSum: 25_000_000,
    averageCheck: 25_000_000,
    inWorkCount: 1,
    inWorkSum: 5_500_000,
    refusedCount: 0,
    refusedSum: 0,
    actualAt: 1_602_747_247,
  },
  new: {
    boughtCount: 2,
    boughtSum: 50_000_000,
    averageCheck: 25_000_000,
    inWorkCount: 1,
    inWorkSum: 5_500_000,
    refusedCount: 0,
    refusedSum: 0,
  },
  ...partial,
})

const noAverage = {
  boughtCount: 400,
  boughtSum: 0,
  averageCheck: null,
  inWorkCount: 12,
  inWorkSum: 9_000_000,
  refusedCount: 3,
  refusedSum: 0,
}

/** A preview over the given rows; filters keep every third row or so, the search looks into names and ids. */
export const somePreview = (rows: readonly PreviewRow[], counts?: RunPreview['counts']): RunPreview => ({
  preselected: 'all',
  counts: counts ?? { contacts: countsOf(rows, 'contacts'), companies: countsOf(rows, 'companies') },
  rows: ({ type, filter, search, from, limit }) => {
    const found = rows.filter(
      (row) =>
        row.parent.type === type &&
        (row.name.toLowerCase().includes(search.toLowerCase()) || String(row.parent.id) === search) &&
        (filter !== 'grew' || (row.old.boughtSum ?? 0) < (row.new.boughtSum ?? 0)) &&
        (filter !== 'shrank' || (row.old.boughtSum ?? 0) > (row.new.boughtSum ?? 0)) &&
        (filter !== 'zeroed' || row.new.boughtSum === 0) &&
        (filter !== 'firstTime' || row.old.boughtSum === null),
    )
    return { total: found.length, rows: found.slice(from, from + limit) }
  },
  subscribe: () => () => undefined,
  totals: () => ({
    old: { ...noAverage, boughtSum: 100_000_000 },
    new: { ...noAverage, boughtSum: 125_000_000 },
  }),
})

const countsOf = (rows: readonly PreviewRow[], type: ParentType) => ({
  total: 12_480,
  changed: rows.filter((row) => row.parent.type === type).length,
  zeroed: 4,
  firstTime: 15,
  unchanged: 12_153,
  unwritable: 0,
})
