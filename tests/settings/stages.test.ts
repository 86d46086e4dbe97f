import { expect, test } from 'vitest'
import { stageClasses } from '../../widget/records/figures'
import { assignStages } from '../../widget/settings/assignStages'
import {
  applyBuyersSwitch,
  applyEntity,
  applySectionSwitch,
  isSectionSwitchOn,
} from '../../widget/settings/applySwitches'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { findUnassignedStages } from '../../widget/settings/findUnassignedStages'
import { findVanishedStages } from '../../widget/settings/findVanishedStages'
import { parseSettings } from '../../widget/settings/parseSettings'
import { sectionOfStage } from '../../widget/settings/sectionOfStage'
import { aPipeline, aStage } from '../builders/aPipeline'
import { someSettings } from '../builders/someSettings'

const ordinary = aStage()
const next = aStage({ id: 22 })
const elsewhere = aStage({ pipelineId: 20 })

test('a stage that is assigned leaves the section that named it', () => {
  const before = assignStages(defaultSettings, [ordinary, next], 'bought')
  const after = assignStages(before, [ordinary], 'refused')
  expect(before.bought.stages).toStrictEqual({ 10: [21, 22] })
  expect(after.bought.stages).toStrictEqual({ 10: [22] })
  expect(after.refused.stages).toStrictEqual({ 10: [21] })
  expect(after.inWork).toStrictEqual({ open: true, stages: {} })
})

test('stages are kept by pipeline and in ascending order', () => {
  const settings = assignStages(defaultSettings, [next, elsewhere, ordinary], 'inWork')
  expect(settings.inWork.stages).toStrictEqual({ 10: [21, 22], 20: [21] })
  expect(assignStages(settings, [ordinary], 'bought').inWork.stages).toStrictEqual({ 10: [22], 20: [21] })
})

test('several stages of several sections move at once, and the others stay', () => {
  const last = aStage({ id: 23 })
  const before = assignStages(assignStages(defaultSettings, [ordinary, next], 'inWork'), [last], 'refused')
  const after = assignStages(before, [ordinary, last], 'bought')
  expect(after.inWork.stages).toStrictEqual({ 10: [22] })
  expect(after.bought.stages).toStrictEqual({ 10: [21, 23] })
  expect(after.refused.stages).toStrictEqual({})
})

test('a stage that is given twice or stands there already is named once', () => {
  const settings = assignStages(defaultSettings, [ordinary, ordinary], 'inWork')
  expect(settings.inWork.stages).toStrictEqual({ 10: [21] })
  expect(assignStages(settings, [ordinary], 'inWork')).toBe(settings)
  expect(assignStages(settings, [next], 'inWork').inWork.stages).toStrictEqual({ 10: [21, 22] })
})

test('a stage assigned to no section is named nowhere and its pipeline leaves no empty list', () => {
  const settings = assignStages(defaultSettings, [ordinary], 'refused')
  expect(assignStages(settings, [ordinary], null)).toStrictEqual(defaultSettings)
})

test('choosing a whole pipeline leaves stages of other sections where they are', () => {
  const settings = assignStages(defaultSettings, [ordinary], 'refused')
  const all = assignStages(settings, [ordinary, next], 'bought', true)
  expect(all.refused.stages).toStrictEqual({ 10: [21] })
  expect(all.bought.stages).toStrictEqual({ 10: [22] })
})

test('however stages are moved, no stage stands in two sections', () => {
  let settings = defaultSettings
  for (const section of [...stageClasses, 'inWork', null] as const)
    for (const stage of [ordinary, next, elsewhere]) {
      settings = assignStages(settings, [stage], section)
      expect(parseSettings(settings)).toMatchObject({ ok: true })
    }
})

test('a stage is covered by the section that names it, else by a switch', () => {
  const settings = someSettings({ refused: { lost: true, stages: { 10: [22, 142] } } })
  expect(sectionOfStage(settings, ordinary)).toStrictEqual({ section: 'inWork', by: 'switch' })
  expect(sectionOfStage(settings, next)).toStrictEqual({ section: 'refused', by: 'chosen' })
  expect(sectionOfStage(settings, aStage({ id: 142 }))).toStrictEqual({ section: 'refused', by: 'chosen' })
  expect(sectionOfStage(settings, aStage({ id: 142, pipelineId: 20 }))).toStrictEqual({
    section: 'bought',
    by: 'switch',
  })
  expect(sectionOfStage(settings, aStage({ id: 143 }))).toStrictEqual({ section: 'refused', by: 'switch' })
})

test('an unsorted stage is in no section, even when a section names it', () => {
  const settings = someSettings({ bought: { won: true, stages: { 10: [11] } } })
  expect(sectionOfStage(settings, aStage({ id: 11, type: 1 }))).toBeNull()
})

test('a stage that nothing covers is in no section', () => {
  const settings = someSettings({ inWork: { open: false, stages: {} } })
  expect(sectionOfStage(settings, ordinary)).toBeNull()
})

test('nothing is unassigned by default', () => {
  expect(findUnassignedStages(defaultSettings, [aPipeline(), aPipeline({ id: 20 })])).toStrictEqual([])
})

test('stages that no section covers are found, unsorted ones are not among them', () => {
  const settings = someSettings({
    inWork: { open: false, stages: { 10: [21] } },
    refused: { lost: false, stages: {} },
  })
  const found = findUnassignedStages(settings, [aPipeline()])
  expect(found.map(({ pipeline, stage }) => [pipeline.id, stage.id])).toStrictEqual([
    [10, 22],
    [10, 143],
  ])
})

test('stages that the CRM no longer lists are found with their section', () => {
  const settings = someSettings({
    inWork: { open: true, stages: { 10: [21], 30: [31] } },
    bought: { won: true, stages: { 10: [99, 142] } },
  })
  expect(findVanishedStages(settings, [aPipeline()])).toStrictEqual([
    { section: 'inWork', pipelineId: 30, id: 31 },
    { section: 'bought', pipelineId: 10, id: 99 },
  ])
})

test.each(stageClasses)('the switch of %s is set alone', (section) => {
  const off = applySectionSwitch(defaultSettings, section, false)
  for (const each of stageClasses) expect(isSectionSwitchOn(off, each)).toBe(each !== section)
  expect(applySectionSwitch(off, section, true)).toStrictEqual(defaultSettings)
})

test('a switch of buyers is set alone', () => {
  expect(applyBuyersSwitch(defaultSettings, 'notBought', true).buyers).toStrictEqual({
    upcoming: true,
    notBought: true,
    purchases: true,
    closed: true,
  })
})

test('entities are ticked and unticked in one order', () => {
  const companiesOnly = applyEntity(defaultSettings, 'contacts', false)
  expect(companiesOnly.entities).toStrictEqual(['companies'])
  expect(applyEntity(companiesOnly, 'contacts', true).entities).toStrictEqual(['contacts', 'companies'])
  expect(applyEntity(companiesOnly, 'companies', false).entities).toStrictEqual([])
})
