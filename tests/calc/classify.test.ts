import { expect, test } from 'vitest'
import { classifyCustomerStages } from '../../widget/calc/classifyCustomerStages'
import { classifyLeadStage } from '../../widget/calc/classifyLeadStage'
import { customerStageTypes } from '../../widget/calc/customerStageTypes'
import { aCustomerStage, aPipeline, someCustomerStages } from '../builders/aPipeline'
import { someRules } from '../builders/someRules'

const none = { open: false, won: false, lost: false, stages: {} }
const switchedOff = { inWork: none, bought: none, refused: none }

test.each([
  ['an ordinary stage', 10, 21, 'inWork'],
  ['won', 10, 142, 'bought'],
  ['lost', 10, 143, 'refused'],
  ['an unsorted stage', 10, 11, 'unsorted'],
  ['won of a pipeline that the CRM does not list', 99, 142, 'bought'],
  ['lost of a pipeline that the CRM does not list', 99, 143, 'refused'],
  ['an ordinary stage of a pipeline that the CRM does not list', 99, 21, 'notChosen'],
  ['a stage that the CRM does not list', 10, 77, 'notChosen'],
])('with the defaults %s is classified by the switches', (_, pipelineId, stageId, expected) => {
  expect(classifyLeadStage(someRules(), { pipelineId, stageId })).toBe(expected)
})

test.each([21, 142, 143])('with all switches off stage %i counts nowhere', (stageId) => {
  expect(classifyLeadStage(someRules(switchedOff), { pipelineId: 10, stageId })).toBe('notChosen')
})

test.each([
  ['inWork', 142],
  ['bought', 143],
  ['refused', 21],
  ['bought', 21],
  ['refused', 142],
  ['inWork', 143],
  ['bought', 77],
  ['refused', 77],
  ['inWork', 77],
] as const)('%s beats the switches when it names stage %i', (section, stageId) => {
  const rules = someRules({ [section]: { open: true, won: true, lost: true, stages: { 10: [stageId] } } })
  expect(classifyLeadStage(rules, { pipelineId: 10, stageId })).toBe(section)
  expect(classifyLeadStage(rules, { pipelineId: 99, stageId: 142 })).toBe('bought')
})

test('an unsorted stage counts nowhere even when it is named', () => {
  const rules = someRules({ bought: { won: true, stages: { 10: [11] } } })
  expect(classifyLeadStage(rules, { pipelineId: 10, stageId: 11 })).toBe('unsorted')
})

test('archived pipelines that the CRM lists are counted', () => {
  const rules = someRules({}, { pipelines: [aPipeline({ isArchive: true })] })
  expect(classifyLeadStage(rules, { pipelineId: 10, stageId: 22 })).toBe('inWork')
})

test.each([
  ['by default', {}, ['recentlyBought', 'inWork', 'inWork', 'switchedOff', 'refused', 'unknownStage']],
  [
    'with upcoming off',
    { upcoming: false },
    ['recentlyBought', 'switchedOff', 'switchedOff', 'switchedOff', 'refused', 'unknownStage'],
  ],
  [
    'with «did not buy» on',
    { notBought: true },
    ['recentlyBought', 'inWork', 'inWork', 'inWork', 'refused', 'unknownStage'],
  ],
  [
    'with closed off',
    { closed: false },
    ['recentlyBought', 'inWork', 'inWork', 'switchedOff', 'switchedOff', 'unknownStage'],
  ],
])('stages of buyers are classified by their types %s', (_, buyers, classes) => {
  const { settings, customerStages } = someRules()
  const rules = { customerStages, settings: { ...settings, buyers: { ...settings.buyers, ...buyers } } }
  expect(classifyCustomerStages(rules, [70, 71, 72, 73, 74, 99])).toStrictEqual(classes)
})

const typesOf = (stages: Parameters<typeof customerStageTypes>[0]) => [...customerStageTypes(stages).values()]

test('types are read as the CRM documents them, in any order of the list', () => {
  const expected = ['recentlyBought', 'ordinary', 'expected', 'notBought', 'closed']
  expect(typesOf(someCustomerStages())).toStrictEqual(expected)
  expect(typesOf([...someCustomerStages()].reverse())).toStrictEqual([...expected].reverse())
})

test('where «expected» is missing and two system stages are closed, the earlier one is «expected»', () => {
  const stages = someCustomerStages().map((stage) => (stage.id === 72 ? { ...stage, type: 3 } : stage))
  const expected = ['recentlyBought', 'ordinary', 'expected', 'notBought', 'closed']
  expect(typesOf(stages)).toStrictEqual(expected)
  expect(typesOf([...stages].reverse())).toStrictEqual([...expected].reverse())
})

test('two closed stages stay closed when there is an expected one or when one of them is an admin’s own', () => {
  const own = aCustomerStage({ id: 75, sort: 2, type: 3 })
  expect(customerStageTypes([...someCustomerStages(), own]).get(75)).toBe('closed')
  const system = { ...own, isDefault: true }
  expect(customerStageTypes([...someCustomerStages(), system]).get(75)).toBe('closed')
  const withoutExpected = someCustomerStages().filter((stage) => stage.id !== 72)
  expect(customerStageTypes([...withoutExpected, own]).get(75)).toBe('closed')
  expect(customerStageTypes(withoutExpected).get(74)).toBe('closed')
})

test('of three closed system stages without an expected one, the last is closed', () => {
  const stages = [3, 1, 2].map((sort) => aCustomerStage({ id: sort, sort, type: 3, isDefault: true }))
  expect([...customerStageTypes(stages)]).toStrictEqual([
    [3, 'closed'],
    [1, 'expected'],
    [2, 'expected'],
  ])
})

test('an admin’s own stage of unknown type is ordinary, also where no stage is the system’s', () => {
  expect(typesOf([aCustomerStage({ type: 9 })])).toStrictEqual(['ordinary'])
})

test('unknown types are read from the place among the system stages', () => {
  const stages = someCustomerStages().map((stage) => ({ ...stage, type: 9 }))
  const expected = ['recentlyBought', 'ordinary', 'expected', 'notBought', 'closed']
  expect(typesOf(stages)).toStrictEqual(expected)
  expect(typesOf([...stages].reverse())).toStrictEqual([...expected].reverse())
  const extra = aCustomerStage({ id: 75, sort: 2, type: 9, isDefault: true })
  expect(customerStageTypes([...stages, extra]).get(75)).toBe('ordinary')
})
