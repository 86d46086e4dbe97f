import type { CallOptions } from './callOptions'
import { createPageReader } from './createPageReader'
import type { Wire } from './listAll'
import type { ListSource } from './listSource'
import { notWhole } from './notWhole'
import { oldestIdFirst } from './orders'
import { pagesAhead } from './pagesAhead'
import { type OnRows, readOverlapping, type RowSpan } from './readOverlapping'

/** Reads a list that is ordered by id from a row on, without a gap whatever is deleted meanwhile (see `readOverlapping`). */
export function listRows<T extends { readonly id: number }>(
  { caller, queue }: Wire,
  source: ListSource<T>,
  rows: RowSpan,
  { priority, signal, needsMain }: CallOptions,
  onRows: OnRows<T>,
): Promise<void> {
  let lastId = -1
  return readOverlapping<T>({
    rows,
    readPage: createPageReader(caller, source, [oldestIdFirst], priority, needsMain),
    ahead: () => pagesAhead(caller, queue),
    isMet: ({ id }) => id <= lastId,
    onRows(records, page) {
      lastId = records.at(-1)?.id ?? lastId
      return onRows(records, page)
    },
    giveUp: (contradiction) => notWhole(source.path, contradiction),
    ...(signal === undefined ? {} : { signal }),
  })
}
