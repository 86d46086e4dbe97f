import { describe, expect, it } from 'vitest'
import { planWrites } from '../../widget/calc/planWrites'
import { totalFigures } from '../../widget/calc/totalFigures'
import { createPreviewRows, type FoundRows } from '../../widget/jobs/createPreviewRows'
import type { EntityPlan } from '../../widget/jobs/planEntity'
import type { RunPreview } from '../../widget/jobs/runState'
import { aContact, someStored } from '../builders/aParentCard'
import { aSource } from '../builders/aSource'
import { someRules } from '../builders/someRules'

type Query = Parameters<RunPreview['rows']>[0]

const count = 40_000
const query = (partial: Partial<Query> = {}): Query => ({
  type: 'contacts',
  filter: 'all',
  search: '',
  from: 0,
  limit: 24,
  ...partial,
})

/** Forty thousand cards of which every one changes, each by another sum. */
const entity: EntityPlan = (() => {
  const contacts = Array.from({ length: count }, (_, place) =>
    aContact({
      id: place + 1,
      name: place % 1000 === 999 ? `Редкое имя ${place}` : `Имя ${place}`,
      stored: someStored({ boughtSum: ((place * 7919) % count) + 1, boughtCount: 1 }),
    }),
  )
  const source = aSource({ contacts })
  const parents = source.parents.contacts
  const figures = totalFigures(source, someRules()).contacts
  return {
    type: 'contacts',
    parents,
    figures,
    plan: planWrites('contacts', parents, figures, { empty: 'zero' }),
    wrongStamps: 0,
  }
})()

const idsOf = ({ indexes }: FoundRows): readonly number[] =>
  [...indexes].map((index) => entity.parents.index.ids[index] ?? 0)

/** Rows whose rests wait until the test lets them go on. */
const aSearch = () => {
  const waiting: (() => void)[] = []
  let told = 0
  const rows = createPreviewRows(
    () => new Promise<void>((resolve) => waiting.push(resolve)),
    () => {
      told += 1
    },
  )
  const goOn = async (): Promise<void> => {
    while (waiting.length > 0) {
      for (const resolve of waiting.splice(0)) resolve()
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
  }
  return { rows, goOn, told: () => told }
}

describe('rows of a large preview', () => {
  it('are there at once where nothing is searched', () => {
    const { rows } = aSearch()
    expect(rows.find(entity, query())).toEqual({ indexes: entity.plan.changed, isComplete: true })
  })

  it('are given as far as they are found, and told once more when all are', async () => {
    const { rows, goOn, told } = aSearch()
    const asked = query({ search: 'редкое' })
    const first = idsOf(rows.find(entity, asked))
    expect(first.length).toBeGreaterThan(0)
    expect(first.length).toBeLessThan(24)
    await goOn()
    const all = rows.find(entity, asked)
    expect(all.isComplete).toBe(true)
    expect(idsOf(all)).toEqual(Array.from({ length: count / 1000 }, (_, place) => (place + 1) * 1000))
    // A first screen of rows, and the end.
    expect(told()).toBe(2)
  })

  it('come in the order of their changes once they are sorted', async () => {
    const { rows, goOn } = aSearch()
    const asked = query({ order: 'drop', filter: 'shrank' })
    rows.find(entity, asked)
    await goOn()
    const sums = [...rows.find(entity, asked).indexes].map((index) => entity.parents.stored.boughtSum[index])
    expect(sums).toEqual(Array.from({ length: count }, (_, place) => count - place))
  })

  it('of another query are given up for those that are asked now', async () => {
    const { rows, goOn, told } = aSearch()
    rows.find(entity, query({ search: 'редкое' }))
    const asked = query({ search: 'имя 39999' })
    rows.find(entity, asked)
    await goOn()
    expect(idsOf(rows.find(entity, asked))).toEqual([40_000])
    expect(told()).toBe(1)
  })
})
