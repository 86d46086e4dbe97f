import type { CallOptions } from './callOptions'
import { createEndLook } from './createEndLook'
import { createPageReader } from './createPageReader'
import { recordSizes } from './createSourceReader'
import { findHighestId } from './findHighestId'
import type { Wire } from './listAll'
import type { OnRecords } from './listCalls'
import { listRows } from './listRows'
import type { ListSource } from './listSource'
import { mostFruitless, notWhole } from './notWhole'
import { onlyCall } from './onlyCall'
import { areAscending, oldestIdFirst, type Stamped } from './orders'

/** Rows before the place where the reading goes on, since records may have gone; doubled each time where it was too far. */
const margin = 20

/** Where a reading stands. */
interface Place {
  /** The row after the last one that was read. */
  readonly row: number
  readonly lastId: number
}

/**
 * The whole list in the order of ids, in which nothing is missed whatever goes meanwhile; false = the list is not in that order. An end by
 * the list's own word is held against its highest id, or against the rows beyond it; where more stands there the reading goes on.
 * @throws CrmError; `notWhole` where the list ends before its last record
 */
export async function listById<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  options: CallOptions,
  give: OnRecords<T>,
): Promise<boolean> {
  let row = 0
  let lastId = 0
  let tooFar = 0
  let fruitless = 0
  for (let isFirst = true; ; isFirst = false) {
    const before = lastId
    const from = Math.max(0, row - margin - tooFar)
    let isOrdered = true
    let isGap = false
    let isBegun = false
    await listRows(
      wire,
      source,
      { from, to: isFirst ? Number.POSITIVE_INFINITY : from },
      options,
      (records, { start }) => {
        isGap = !isBegun && start > 0 && (records[0]?.id ?? Number.POSITIVE_INFINITY) > lastId
        isBegun = true
        isOrdered &&= areAscending(records)
        if (isGap || !isOrdered) {
          return false
        }
        give(records)
        lastId = Math.max(lastId, records.at(-1)?.id ?? 0)
        row = start + records.length
        return true
      },
    )
    if (!isOrdered) {
      return false
    }
    tooFar = isGap ? 2 * (tooFar + margin) : 0
    if (isGap) {
      continue
    }
    if (await isEnd(wire, source, { row, lastId }, options)) {
      return true
    }
    fruitless = lastId > before ? 0 : fruitless + 1
    if (fruitless >= mostFruitless) {
      throw notWhole(source.path, 'endMissing')
    }
  }
}

/** Of buyers nobody knows whether they can be had from the highest id down. */
async function isEnd<T>(
  { caller }: Wire,
  source: ListSource<T>,
  { row, lastId }: Place,
  options: CallOptions,
): Promise<boolean> {
  const { key } = source
  if (key === 'leads' || key === 'contacts' || key === 'companies') {
    const highest = (await findHighestId(caller, key, onlyCall(options))) ?? 0
    // A lower one: the order is ignored, or the last record has gone meanwhile.
    if (highest >= lastId) {
      return highest === lastId
    }
  }
  const readPage = createPageReader(caller, source, [oldestIdFirst], options.priority, false)
  return (await createEndLook(readPage, recordSizes[2])(row, options.signal)) === 'end'
}
