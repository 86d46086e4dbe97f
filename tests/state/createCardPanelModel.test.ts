import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Milliseconds, MinorUnits } from '../../widget/records/brands'
import { stageClasses } from '../../widget/records/figures'
import { createCardPanelModel } from '../../widget/state/createCardPanelModel'
import { groupExplanation } from '../../widget/state/groupExplanation'
import { createFakeClock } from '../api/support/createFakeClock'
import { someCustomerStages } from '../builders/aPipeline'
import { twoPipelines } from '../views/aSettingsForm'
import { aShownCard } from '../views/aShownCard'
import { fakeRefresh } from '../views/fakeRefresh'
import { aContribution, someExplanation, someFigures } from '../views/someExplanation'

const shown = aShownCard({ checkedAt: 1_000_000 as Milliseconds })

const aPanel = () => {
  const clock = createFakeClock(undefined, 1_000_000)
  const refresh = fakeRefresh({ phase: 'waiting' }, someExplanation())
  const model = createCardPanelModel({
    refresh,
    clock,
    pipelines: twoPipelines,
    customerStages: someCustomerStages,
  })
  return { clock, refresh, model }
}

describe('createCardPanelModel', () => {
  it('counts the seconds since the figures were read, by ticks', () => {
    const { clock, refresh, model } = aPanel()
    expect(model.secondsSinceCheck.value).toBeNull()
    refresh.show(shown)
    clock.moveBy(130_000)
    expect(model.secondsSinceCheck.value).toBe(0)
    model.tick()
    expect(model.secondsSinceCheck.value).toBe(130)
  })

  it('explains only while it is asked to and figures are shown', () => {
    const { refresh, model } = aPanel()
    model.toggleExplanation()
    expect(model.explanation.value).toBeNull()
    refresh.show(shown)
    expect(model.explanation.value?.groups.map(({ count }) => count)).toEqual([2, 1, 0])
    model.toggleExplanation()
    expect(model.explanation.value).toBeNull()
  })

  it('names stages of deals and of buyers, and none that the CRM no longer lists', () => {
    const { model } = aPanel()
    expect(model.findStage(10, 22)).toEqual({
      pipelineName: 'Продажи',
      stageName: 'Договор',
      color: '#ffff99',
    })
    expect(model.findStage(null, 73)?.stageName).toBe('Не купили')
    expect(model.findStage(10, 999)).toBeNull()
    expect(model.findStage(99, 142)).toBeNull()
  })

  it('hears nothing more once it is disposed', () => {
    const { refresh, model } = aPanel()
    model.dispose()
    refresh.show(shown)
    expect(model.state.value.phase).toBe('waiting')
  })
})

describe('groupExplanation', () => {
  it('puts every contribution into its section and loses none', () => {
    const anyContribution = fc
      .record({
        id: fc.nat(1000),
        stageClass: fc.constantFrom(...stageClasses),
        amount: fc.nat(1_000_000).map((amount) => amount as MinorUnits),
        count: fc.nat(5),
      })
      .map(aContribution)
    fc.assert(
      fc.property(fc.array(anyContribution), (contributions) => {
        const { groups } = groupExplanation(someExplanation({ contributions }))
        for (const { section, count, sum, items } of groups) {
          expect(items.every(({ stageClass }) => stageClass === section)).toBe(true)
          expect(count).toBe(items.reduce((total, item) => total + item.count, 0))
          expect(sum).toBe(items.reduce((total, item) => total + item.amount, 0))
        }
        expect(groups.flatMap(({ items }) => items)).toHaveLength(contributions.length)
      }),
    )
  })

  it('loses no unit of a total beyond the safe integers, nor calls its average exact for what it lost', () => {
    const big = 9_007_199_254_740_991
    const contributions = [big, ...Array<number>(9).fill(1)].map((amount, position) =>
      aContribution({ id: position + 1, amount: amount as MinorUnits }),
    )
    const figures = someFigures({
      boughtSum: 9_007_199_254_741_000 as MinorUnits,
      boughtCount: 3,
      averageCheck: 3_002_399_751_580_333 as MinorUnits,
    })
    const { groups, average } = groupExplanation(someExplanation({ contributions, figures }))
    expect(groups[0]?.sum).toBe(9_007_199_254_741_000)
    expect(average).toMatchObject({ isExact: false })
  })
})
