import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { parseSettings } from '../../widget/settings/parseSettings'
import { someSettings } from '../builders/someSettings'
import { aSettingsForm, twoPipelines } from '../views/aSettingsForm'

const issue = { path: '', expected: 'settings', received: '{' }

describe('createSettingsFormModel', () => {
  it('has something to save at once where nothing was saved yet', () => {
    const model = aSettingsForm({ isSaved: false })
    expect(model.isDirty.value).toBe(true)
    expect(parseSettings(model.text.value)).toEqual({ ok: true, settings: defaultSettings })
  })

  it('is clean over saved settings, dirty after a change and clean again when it is undone', () => {
    const model = aSettingsForm()
    expect(model.isDirty.value).toBe(false)
    model.choose('write', 'changed')
    expect(model.isDirty.value).toBe(true)
    model.choose('write', 'always')
    expect(model.isDirty.value).toBe(false)
  })

  it('counts the draft as saved once it is', () => {
    const model = aSettingsForm()
    model.toggleBuyers('notBought')
    model.markSaved('нет прав')
    expect(model.isDirty.value).toBe(false)
    expect(model.saveState.value).toEqual({ phase: 'saved', fieldsProblem: 'нет прав' })
  })

  it.each([
    ['unreadable', 'unreadable'],
    ['newerVersion', 'newer'],
  ] as const)('says that the saved text is %s and has the defaults to save', (code, problem) => {
    const model = aSettingsForm({ issues: [{ code, ...issue }] })
    expect(model.loadProblem).toBe(problem)
    expect(model.isDirty.value).toBe(true)
  })

  it('refuses to save without an entity', () => {
    const model = aSettingsForm()
    model.toggleType('contacts')
    expect(model.attemptSave()).toBe(true)
    model.toggleType('companies')
    expect(model.canSave.value).toBe(false)
    expect(model.attemptSave()).toBe(false)
    expect(model.saveState.value.phase).toBe('refused')
  })

  it('moves a stage of another section only after it was asked to', () => {
    const model = aSettingsForm({ settings: someSettings({ bought: { won: true, stages: { 10: [22] } } }) })
    const picker = model.pickers.inWork
    const taken = picker.pipelines.value[0]?.stages.find(({ stage }) => stage.id === 22) ?? expect.fail()
    const before = model.text.value
    picker.toggleStage(taken)
    expect(picker.pendingMove.value).toMatchObject({ from: 'bought', stage: { id: 22 } })
    expect(model.text.value).toBe(before)
    picker.cancelMove()
    expect(model.text.value).toBe(before)
    picker.toggleStage(taken)
    picker.confirmMove()
    expect(model.draft.value.bought.stages).toEqual({})
    expect(model.draft.value.inWork.stages).toEqual({ 10: [22] })
    expect(picker.pendingMove.value).toBeNull()
  })

  it('keeps a vanished stage until it is taken out', () => {
    const settings = someSettings({ bought: { won: true, stages: { 77: [771] } } })
    const model = aSettingsForm({ settings })
    const vanished = model.pickers.bought.vanished.value
    expect(vanished).toEqual([{ section: 'bought', pipelineId: 77, id: 771 }])
    expect(model.pickers.inWork.vanished.value).toEqual([])
    model.pickers.bought.dropVanished(vanished[0] ?? expect.fail())
    expect(model.draft.value.bought.stages).toEqual({})
  })

  it('names the stages that count nowhere', () => {
    const model = aSettingsForm({ settings: someSettings({ inWork: { open: false, stages: { 10: [21] } } }) })
    expect(model.unassigned.value).toEqual([
      { pipeline: 'Продажи', stage: 'Договор', isNew: true },
      { pipeline: 'Старая воронка', stage: 'Замер', isNew: true },
    ])
  })

  it('calls no stage new that the admin unticked or that closes deals', () => {
    const model = aSettingsForm()
    model.pickers.bought.toggleSwitch()
    const [pipeline] = twoPipelines()
    model.pickers.inWork.excludeAllOf(pipeline ?? expect.fail())
    expect(model.unassigned.value.length).toBeGreaterThan(2)
    expect(model.unassigned.value.every(({ isNew }) => !isNew)).toBe(true)
  })

  it('tells which section takes the stages that are unticked', () => {
    const model = aSettingsForm({ settings: someSettings({ bought: { won: true, stages: { 10: [22] } } }) })
    const picker = model.pickers.bought
    picker.excludeAllOf(picker.pipelines.value[0]?.pipeline ?? expect.fail())
    expect(
      picker.takenOver.value.map(({ section, stages }) => [section, stages.map(({ name }) => name)]),
    ).toEqual([['inWork', ['Договор']]])
    picker.close()
    expect(picker.takenOver.value).toEqual([])
  })

  it.each([
    ['periodicity', 'stages'],
    ['segments', 'purchasesOnly'],
    ['dynamic', 'purchasesOnly'],
    ['disabled', 'off'],
    ['unavailable', 'off'],
  ] as const)('in mode %s counts buyers by %s', (customersMode, buyers) => {
    expect(aSettingsForm({ customersMode }).buyers).toBe(buyers)
  })

  it('forgets the fields of an entity once they are deleted, and says why they are not', async () => {
    const refusal = new Error('CRM отказала')
    let isRefused = true
    const model = aSettingsForm({
      settings: someSettings({ entities: ['contacts'] }),
      typesWithFields: ['contacts', 'companies'],
      actions: { deleteFields: () => (isRefused ? Promise.reject(refusal) : Promise.resolve()) },
    })
    expect(model.keptTypes.value).toEqual(['companies'])
    await model.deleteFields('companies')
    expect(model.actionStates.deleteFields.value).toEqual({ phase: 'failed', detail: 'CRM отказала' })
    expect(model.keptTypes.value).toEqual(['companies'])
    isRefused = false
    await model.deleteFields('companies')
    expect(model.keptTypes.value).toEqual([])
  })

  it('takes the settings of an earlier run into the draft', () => {
    const model = aSettingsForm()
    model.replace(someSettings({ empty: 'clear' }))
    expect(model.isDirty.value).toBe(true)
    expect(model.draft.value.empty).toBe('clear')
  })
})
