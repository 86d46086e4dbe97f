import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StageClass, stageClasses } from '../../widget/records/figures'
import { sectionOfStage } from '../../widget/settings/sectionOfStage'
import type { Settings } from '../../widget/settings/settings'
import {
  countStages,
  excludeStages,
  includePipeline,
  includeStage,
  listStageOptions,
  setSectionSwitch,
} from '../../widget/state/stageChoices'
import { someSettings } from '../builders/someSettings'
import { twoPipelines } from '../views/aSettingsForm'

const pipelines = twoPipelines()
const stages = pipelines.flatMap(({ stages: all }) => all).filter(({ type }) => type === 0)
const sectionsOf = (settings: Settings) =>
  stages.map((stage) => sectionOfStage(settings, stage)?.section ?? null)

describe('stage choices', () => {
  it('lists every stage but the unsorted ones', () => {
    const options = listStageOptions(someSettings(), pipelines, 'inWork')
    expect(options.map(({ stages: lines }) => lines.length)).toEqual([4, 3])
  })

  it('finds by the name of a stage or of its pipeline', () => {
    const names = (search: string) =>
      listStageOptions(someSettings(), pipelines, 'inWork', search).flatMap(({ stages: lines }) =>
        lines.map(({ stage }) => stage.name),
      )
    expect(names('догов')).toEqual(['Договор'])
    expect(names('СТАРАЯ')).toEqual(['Замер', 'Успешно реализовано', 'Закрыто и не реализовано'])
    expect(names('нет такого')).toEqual([])
  })

  it('names the section in which a stage counts elsewhere', () => {
    const options = listStageOptions(someSettings(), pipelines, 'inWork', 'реализовано')
    expect(options[0]?.stages.map(({ takenBy }) => takenBy)).toEqual(['bought', 'refused'])
  })

  it('turns the switch into single stages when one of them is taken out', () => {
    const settings = excludeStages(someSettings(), pipelines, [{ pipelineId: 10, id: 21 }], 'inWork')
    expect(settings.inWork).toEqual({ open: false, stages: { 10: [22], 30: [41] } })
  })

  it('keeps the switch when a stage is taken out that it does not cover', () => {
    const moved = includeStage(someSettings(), { pipelineId: 10, id: 22 }, 'bought')
    const settings = excludeStages(moved, pipelines, [{ pipelineId: 10, id: 22 }], 'bought')
    expect(settings).toEqual(someSettings())
  })

  it('stops naming stages that the switch covers when it is turned on', () => {
    const named = someSettings({ inWork: { open: false, stages: { 10: [21, 22, 142], 30: [41] } } })
    expect(setSectionSwitch(named, pipelines, 'inWork', true).inWork).toEqual({
      open: true,
      stages: { 10: [142] },
    })
  })

  it('takes only free stages when a whole pipeline is chosen', () => {
    const settings = includePipeline(
      someSettings({
        inWork: { open: false, stages: {} },
        bought: { won: true, stages: { 10: [22] } },
      }),
      pipelines[0] ?? expect.fail(),
      'refused',
    )
    expect(settings.refused.stages).toEqual({ 10: [21] })
    expect(settings.bought.stages).toEqual({ 10: [22] })
  })

  it('counts what it lists as ticked', () => {
    for (const section of stageClasses) {
      const ticked = listStageOptions(someSettings(), pipelines, section)
        .flatMap(({ stages: lines }) => lines)
        .filter(({ isOn }) => isOn)
      expect(countStages(someSettings(), pipelines, section)).toBe(ticked.length)
    }
  })

  it('leaves the section of every other stage alone, whatever is taken out or put in', () => {
    fc.assert(
      fc.property(
        anyEdits,
        fc.nat(stages.length - 1),
        fc.constantFrom(...stageClasses),
        (edits, at, section) => {
          const settings = edits.reduce(applyEdit, someSettings())
          const stage = stages[at] ?? expect.fail()
          const before = sectionsOf(settings)
          const included = sectionsOf(includeStage(settings, stage, section))
          expect(included).toEqual(replaced(before, at, section))
          const excluded = sectionsOf(excludeStages(settings, pipelines, [stage], section))
          expect(replaced(excluded, at, null)).toEqual(replaced(before, at, null))
          expect(excluded[at] === section).toBe(false)
        },
      ),
    )
  })
})

const replaced = <T>(items: readonly T[], at: number, item: T): readonly T[] =>
  items.map((each, index) => (index === at ? item : each))

interface Edit {
  readonly at: number
  readonly section: StageClass
  readonly isOn: boolean
}

const anyEdits = fc.array(
  fc.record({
    at: fc.nat(stages.length - 1),
    section: fc.constantFrom(...stageClasses),
    isOn: fc.boolean(),
  }),
  { maxLength: 8 },
)

const applyEdit = (settings: Settings, { at, section, isOn }: Edit): Settings => {
  const stage = stages[at] ?? expect.fail()
  return isOn
    ? includeStage(settings, stage, section)
    : setSectionSwitch(settings, pipelines, section, at % 2 === 0)
}
