import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageFrom } from '../../widget/api/pageFrom'
import { readOverlapping } from '../../widget/api/readOverlapping'
import { CrmError } from '../../widget/records/crmError'

interface Row {
  readonly id: number
}

/** What happens to the list right after a page of it was answered. */
interface Meanwhile {
  /** Rows that go, from this place on (0 … 1 of the list). */
  readonly place: number
  readonly gone: number
  readonly isGivenUp: boolean
}

interface PageCall {
  readonly stopsAtGatewayTimeout?: boolean
  readonly signal?: AbortSignal
}

const meanwhiles = fc.array(
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    gone: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 400 })),
    isGivenUp: fc.boolean(),
  }),
  { maxLength: 40 },
)

const gatewayTimeout = () =>
  new CrmError({ kind: 'server', method: 'GET', path: '', status: 504, detail: '' })

/** A list of ids 1 … count that is read while rows go. */
const aShrinkingList = (count: number, meanwhile: readonly Meanwhile[]) => {
  const rows: Row[] = Array.from({ length: count }, (_, row) => ({ id: row + 1 }))
  const left = [...meanwhile]
  const asked: { readonly page: number; readonly limit: number }[] = []
  return {
    rows,
    asked,
    readPage: async (page: number, limit: number, { stopsAtGatewayTimeout = false }: PageCall = {}) => {
      asked.push({ page, limit })
      const next = left.shift()
      if (next?.isGivenUp === true && stopsAtGatewayTimeout) throw gatewayTimeout()
      const start = (page - 1) * limit
      const records = rows.slice(start, start + limit)
      const end = rows.length <= start + limit ? null : 'next'
      if (next !== undefined) rows.splice(Math.floor(next.place * rows.length), next.gone)
      return { records, next: end }
    },
  }
}

const readAll = async (
  list: ReturnType<typeof aShrinkingList>,
  {
    from = 0,
    to = 1000,
    ahead = 1,
  }: { readonly from?: number; readonly to?: number; readonly ahead?: number },
  until = Number.POSITIVE_INFINITY,
) => {
  const seen = new Set<number>()
  let lastId = 0
  let firstId: number | null = null
  await readOverlapping<Row>({
    rows: { from, to },
    readPage: list.readPage,
    ahead: () => ahead,
    isMet: ({ id }) => id <= lastId,
    giveUp: (contradiction) => new Error(contradiction),
    onRows(records, { start }) {
      firstId ??= start === 0 ? 0 : (records[0]?.id ?? null)
      for (const { id } of records) seen.add(id)
      lastId = records.at(-1)?.id ?? lastId
      return lastId < until
    },
  })
  return { seen, firstId: firstId ?? 0, lastId }
}

describe('the page from a row on', () => {
  it('holds the row and is no longer than allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.constantFrom(250, 125, 62, 31, 25),
        (row, most) => {
          const { page, limit, start, end } = pageFrom(row, most)
          expect(limit).toBeLessThanOrEqual(most)
          expect([start, end]).toEqual([(page - 1) * limit, page * limit])
          expect(start).toBeLessThanOrEqual(row)
          expect(end).toBeGreaterThan(row)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('gets on by nine tenths of a long page, and even from the worst row by more rows than two pages share', () => {
    const onBy = (most: number) => (row: number) => pageFrom(row, most).end - row
    const rows = Array.from({ length: 300_000 }, (_, row) => row)
    expect(rows.map(onBy(250)).reduce((sum, gain) => sum + gain) / rows.length).toBeGreaterThan(0.9 * 250)
    // The worst of the first two million rows is among these.
    expect(rows.map(onBy(25)).reduce((least, gain) => Math.min(least, gain))).toBe(6)
  })
})

describe('reading an ordered list with overlapping pages', () => {
  it('misses no row that was there all the time, whatever goes between two answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3000 }),
        meanwhiles,
        fc.integer({ min: 1, max: 7 }),
        async (count, meanwhile, ahead) => {
          const list = aShrinkingList(count, meanwhile)
          const { seen } = await readAll(list, { ahead })
          expect(list.rows.filter(({ id }) => !seen.has(id))).toEqual([])
        },
      ),
    )
  })

  it('misses none between the row where it begins and the one where it has enough', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2999 }),
        fc.integer({ min: 1, max: 1000 }),
        meanwhiles,
        async (from, length, meanwhile) => {
          const list = aShrinkingList(3000, meanwhile)
          const { seen, firstId, lastId } = await readAll(
            list,
            { from, to: from + length, ahead: 3 },
            from + length,
          )
          const missed = list.rows.filter(({ id }) => id >= firstId && id <= lastId && !seen.has(id))
          expect(missed).toEqual([])
        },
      ),
    )
  })

  it('costs about a tenth more than pages that merely follow each other', async () => {
    const list = aShrinkingList(50_000, [])
    await readAll(list, { to: 50_000, ahead: 6 })
    expect(list.asked.length).toBeLessThan(200 * 1.13)
  })

  it('asks for no page beyond the rows that are wanted', async () => {
    const list = aShrinkingList(50_000, [])
    await readAll(list, { from: 20_000, to: 20_100, ahead: 6 }, 20_100)
    expect(list.asked).toHaveLength(1)
  })

  it('asks for smaller pages after a 504 and for larger ones again later', async () => {
    const isGivenUp = true
    const list = aShrinkingList(20_000, [
      { place: 0, gone: 0, isGivenUp },
      { place: 0, gone: 0, isGivenUp },
    ])
    const { seen } = await readAll(list, { to: 20_000 })
    expect(seen.size).toBe(20_000)
    expect(Math.min(...list.asked.map(({ limit }) => limit))).toBeLessThanOrEqual(62)
    expect(list.asked.at(-1)?.limit).toBeGreaterThan(125)
  })

  it('keeps no more pages on their way than it may where all are cut, and none that it has given up', async () => {
    const list = aShrinkingList(5000, [])
    const waiting = new Set<() => void>()
    let most = 0
    const readPage: typeof list.readPage = (page, limit, options) =>
      new Promise((resolve, reject) => {
        const answer = async () => {
          waiting.delete(answer)
          const { records, next } = await list.readPage(page, limit)
          resolve({ records: next === null ? records : records.slice(0, 30), next })
        }
        waiting.add(answer)
        options?.signal?.addEventListener('abort', () => {
          waiting.delete(answer)
          reject(new Error('cancelled'))
        })
        most = Math.max(most, waiting.size)
        setImmediate(() => [...waiting][0]?.())
      })
    const { seen } = await readAll({ ...list, readPage }, { to: 5000, ahead: 7 })
    expect(seen.size).toBe(5000)
    expect(most).toBeLessThanOrEqual(7)
    expect([...waiting]).toEqual([])
  })

  it('passes on any other failure', async () => {
    const list = aShrinkingList(500, [])
    const readPage = async () => {
      throw new CrmError({ kind: 'server', method: 'GET', path: '', status: 500, detail: 'five tries' })
    }
    await expect(readAll({ ...list, readPage }, {})).rejects.toMatchObject({ detail: 'five tries' })
  })
})
