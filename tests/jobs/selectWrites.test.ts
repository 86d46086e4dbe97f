import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeKind } from '../../widget/calc/plan'
import { planWrites } from '../../widget/calc/planWrites'
import { totalFigures } from '../../widget/calc/totalFigures'
import { createRunTally } from '../../widget/jobs/runTally'
import { selectWrites, writesOf } from '../../widget/jobs/selectWrites'
import { kindOfCode } from '../../widget/jobs/writtenKind'
import type { UnixSeconds } from '../../widget/records/brands'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { aContact, someStored } from '../builders/aParentCard'
import { anyAccount } from '../builders/anyAccount'
import { aSource } from '../builders/aSource'
import { countReads } from '../builders/countReads'
import { someRules } from '../builders/someRules'

const now = 1_800_000_000 as UnixSeconds

const aRun = (choice: 'changed' | 'all', failed: readonly number[] = [], fresh: readonly number[] = []) => ({
  choice,
  dataTime: now,
  latestStamp: Infinity,
  settings: someRules().settings,
  stampedSince: null,
  only: null,
  tally: createRunTally({
    confirmed: { contacts: new Uint8Array(0), companies: new Uint8Array(0) },
    failed: failed.map((id) => ({
      parent: { type: 'contacts', id },
      name: '',
      reason: 'missing',
      detail: '',
    })),
  }),
  refreshed: { contacts: new Map(fresh.map((id) => [id, now])), companies: new Map<number, UnixSeconds>() },
})

describe('what is written', () => {
  it('is what differs and what is to be stamped, without cards that failed or were refreshed, in any steps', () => {
    const draws = fc.record({ failed: fc.array(fc.nat(8)), fresh: fc.array(fc.nat(8)) })
    fc.assert(
      fc.property(
        anyAccount,
        fc.constantFrom('changed', 'all'),
        draws,
        fc.integer({ min: 1, max: 4 }),
        ({ records, rules }, choice, draw, cards) => {
          const source = aSource(records)
          const parents = source.parents.contacts
          const figures = totalFigures(source, rules).contacts
          const plan = planWrites('contacts', parents, figures, rules.settings)
          const idOf = (place: number) => parents.index.ids[place] ?? 0
          const [failed, fresh] = [draw.failed.map(idOf), draw.fresh.map(idOf)]
          const run = aRun(choice, failed, fresh)
          const selected = runAtOnce(
            selectWrites(run, { type: 'contacts', parents, figures, plan, wrongStamps: 0 }, cards),
          )
          const isWanted = (index: number) => !failed.includes(idOf(index)) && !fresh.includes(idOf(index))
          const changed = [...plan.changed].filter(isWanted)
          const stamped = choice === 'all' ? [...plan.unchanged].filter(isWanted) : []
          expect([...selected.indexes]).toStrictEqual([...changed, ...stamped])
          const firstTime = [...plan.changed].filter(
            (_, place) => ((plan.kinds[place] ?? 0) & changeKind.firstTime) !== 0,
          )
          for (const [index, code] of selected.codes.entries()) {
            const kind = stamped.includes(index)
              ? 'stamped'
              : !changed.includes(index)
                ? undefined
                : firstTime.includes(index)
                  ? 'firstTime'
                  : 'changed'
            expect(kindOfCode[code]).toBe(kind)
          }
          expect([...writesOf(run, selected)].map(({ id }) => id)).toStrictEqual(
            [...selected.indexes].map(idOf),
          )
        },
      ),
    )
  })

  it('is looked for in few cards at a time, and made only as it is asked for', () => {
    const contacts = Array.from({ length: 900 }, (_, place) =>
      aContact({ id: place + 1, stored: someStored({ boughtCount: place }) }),
    )
    const source = aSource({ contacts })
    const parents = source.parents.contacts
    const figures = totalFigures(source, someRules()).contacts
    const plan = planWrites('contacts', parents, figures, { empty: 'zero' })
    const changed = countReads(plan.changed)
    const steps = selectWrites(
      aRun('changed'),
      { type: 'contacts', parents, figures, plan: { ...plan, changed: changed.column }, wrongStamps: 0 },
      32,
    )
    let most = 0
    let step = steps.next()
    for (; step.done !== true; step = steps.next()) most = Math.max(most, changed.take())
    expect(most).toBe(32)
    const sums = countReads(figures.boughtSum)
    const selected = {
      ...step.value,
      entity: { ...step.value.entity, figures: { ...figures, boughtSum: sums.column } },
    }
    const writes = writesOf(aRun('changed'), selected)
    writes.next()
    writes.next()
    expect(sums.take()).toBe(2)
  })
})
