import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { createCardRefresh } from '../../widget/jobs/createCardRefresh'
import { deleteFields } from '../../widget/jobs/deleteFields'
import { restoreGroup } from '../../widget/jobs/restoreGroup'
import type { ParentType } from '../../widget/records/parents'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import type { Settings } from '../../widget/settings/settings'
import { collidingIds, ownValues, settingsElsewhere, withOwnFields } from '../builders/otherAccount'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead, openStage } from './support/anAccount'
import { createCardWorld, pageFields, settled } from './support/createCardWorld'
import { createWorld, type World } from './support/createWorld'
import { names, options, ready, setUp } from './support/fieldSetups'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'
import { untilPhase } from './support/untilPhase'

const leads = [
  aWireLead(1, { contacts: [1], company: 1001 }),
  aWireLead(2, { contacts: [1, 2], price: 70 }),
  aWireLead(3, { contacts: [2], company: 1002, ...openStage }),
]
const account = () => withOwnFields(anAccount({ leads }))
const { account: _said, ...unsaid } = settingsElsewhere
/** As releases before this one saved it: nothing tells whose the ids are. */
const olderText: Partial<Settings> = unsaid
/** The same where only switches were chosen: all that is foreign in it is the fields. */
const onlyFields: Partial<Settings> = { fields: unsaid.fields ?? defaultSettings.fields }

const changesOf = (world: Pick<World, 'requests'>) => world.requests.filter(({ method }) => method !== 'GET')
const putField = (
  { host }: Pick<World, 'host'>,
  field: { readonly id: number; readonly [key: string]: unknown },
) => host.context.store.fields.contacts.putField(field)
const fieldsOf = (world: World) => world.client.listCustomFields('contacts', options)
const ourGroup = async (world: World) =>
  (await world.client.listGroups('contacts', options)).find(({ name }) => name === names.group)

describe('a run by settings that came from another account', () => {
  it.each([
    ['say so', settingsElsewhere],
    ['name no stage of this one and say nothing', olderText],
  ])('stops before anything is made or written, where they %s', async (_how, settings) => {
    const world = createWorld({ account: account(), settings })
    const before = ownValues(world.account())
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts', 'companies'] })
    await expect(untilPhase(run, 'failed')).resolves.toMatchObject({ failure: { kind: 'otherAccount' } })
    expect(changesOf(world)).toEqual([])
    expect(ownValues(world.account())).toBe(before)
  })

  it('makes its own eight fields where only saved numbers of fields are foreign, and leaves people’s alone', async () => {
    const world = createWorld({ account: account(), settings: onlyFields })
    const before = ownValues(world.account())
    await runThrough(world)
    expect(ownValues(world.account())).toBe(before)
    expect(diffAccountFields(world.account())).toEqual([])
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_COUNT: '2', BOUGHT_SUM: '1070' })
  })

  it('goes on by stages of which some are left, as ever', async () => {
    const settings: Partial<Settings> = { bought: { won: true, stages: { 7700: [7703], 10: [100] } } }
    const world = createWorld({ account: account(), settings })
    await runThrough(world)
    expect(storedFigures(world, 'contacts', 2)).toMatchObject({ BOUGHT_COUNT: '2', BOUGHT_SUM: '1070' })
  })

  it('takes an older text for its own where a field that it names bears our code, whatever became of its stages', async () => {
    const world = createWorld({ account: account() })
    const contacts = ready(await setUp(world)).ids
    world.setSettings({ ...olderText, fields: { contacts, companies: {} } })
    await expect(runThrough(world)).resolves.toMatchObject({ isComplete: true })
  })
})

describe('a card opened by settings that came from another account', () => {
  const open = async (settings: Partial<Settings>, isTold = true) => {
    const world = await createCardWorld({ account: account() })
    for (const type of ['contacts', 'companies'] as const)
      for (const id of Object.values(world.fields[type]))
        world.host.context.store.fields[type].deleteField(id)
    const known = { contacts: pageFields(world, 'contacts'), companies: pageFields(world, 'companies') }
    world.setSettings({ account: undefined, ...settings } as Partial<Settings>)
    const before = ownValues(world.account())
    const states = []
    for (const [type, id] of [
      ['contacts', 1],
      ['companies', 1001],
    ] as const) {
      const deps = { ...world.cardDeps, knownFields: (of: ParentType) => (isTold ? known[of] : []) }
      const card = createCardRefresh(deps, { type, id })
      card.start()
      states.push(await settled(card))
    }
    expect(ownValues(world.account())).toBe(before)
    expect(changesOf(world)).toEqual([])
    return states
  }

  it.each([
    ['say so', settingsElsewhere],
    ['name no stage of this one and say nothing', olderText],
  ])('shows no figures and says why, where they %s', async (_how, settings) => {
    for (const isTold of [true, false])
      for (const state of await open(settings, isTold)) expect(state).toEqual({ phase: 'settingsForeign' })
  })

  it('writes into no field that proves nothing, and shows nothing that stands in it', async () => {
    for (const isTold of [true, false])
      for (const state of await open(onlyFields, isTold))
        expect(state).toMatchObject({ phase: 'shown', outcome: 'noFields', actualAt: null })
  })

  it('asks the CRM for its account where the page does not tell it', async () => {
    const world = await createCardWorld({ account: account() })
    world.setSettings(settingsElsewhere)
    const card = createCardRefresh({ ...world.cardDeps, accountId: () => 0 }, { type: 'contacts', id: 1 })
    card.start()
    await expect(settled(card)).resolves.toEqual({ phase: 'settingsForeign' })
    expect(world.requests.map(({ path }) => path.split('?')[0])).toEqual(['/api/v4/account'])
  })
})

describe('an opened card whose fields the page does not know', () => {
  it('proves those of the settings by one list, beside its own reading, and keeps it for 10 minutes', async () => {
    const world = await createCardWorld({ account: account() })
    const deps = { ...world.cardDeps, knownFields: () => [] }
    const open = async () => {
      const card = createCardRefresh(deps, { type: 'contacts', id: 1 })
      card.start()
      return settled(card)
    }
    await expect(open()).resolves.toMatchObject({ outcome: 'written' })
    const paths = world.requests.map(({ path }) => path.split('?')[0] ?? '')
    expect(paths.filter((path) => path.endsWith('custom_fields'))).toHaveLength(1)
    expect(paths.slice(0, 3).sort()).toEqual([
      '/api/v4/contacts/1',
      '/api/v4/contacts/custom_fields',
      '/api/v4/leads/pipelines',
    ])
    world.requests.length = 0
    await expect(open()).resolves.toMatchObject({ outcome: 'equal' })
    expect(world.requests.some(({ path }) => path.includes('custom_fields'))).toBe(false)
  })

  it('asks for lists once where a field without a code was renamed inside our group, and never for more', async () => {
    const world = await createCardWorld({ account: account() })
    const ids = world.fields.contacts
    for (const id of Object.values(ids)) putField(world, { id, code: null })
    putField(world, { id: ids.boughtSum ?? 0, name: 'Деньги' })
    const constants = pageFields(world, 'contacts')
    const deps = { ...world.cardDeps, knownFields: () => constants }
    const costs = []
    for (const id of [1, 2, 3]) {
      world.requests.length = 0
      const card = createCardRefresh(deps, { type: 'contacts', id })
      card.start()
      await expect(settled(card)).resolves.toMatchObject({ phase: 'shown', missingFields: [] })
      costs.push(world.requests.filter(({ path }) => path.includes('custom_fields')).length)
      expect(world.requests.length).toBeLessThanOrEqual(8)
    }
    expect(costs).toEqual([2, 0, 0])
    expect(storedFigures(world, 'contacts', 1)).toBeDefined()
    expect(await world.client.fetchParent({ type: 'contacts', id: 1 }, ids, options)).toMatchObject({
      card: { stored: { boughtCount: 2, boughtSum: 107_000 } },
    })
  })

  it('says that fields are unclear from lists that it keeps, and asks anew at «Обновить»', async () => {
    const world = await createCardWorld({ account: account() })
    const ids = world.fields.contacts
    putField(world, { id: 4711, name: 'Двойник', type: 'numeric', code: 'SALES_ANALYTICS_BOUGHT_SUM' })
    world.setSettings({ fields: defaultSettings.fields })
    const deps = { ...world.cardDeps, knownFields: () => [] }
    const card = createCardRefresh(deps, { type: 'contacts', id: 1 })
    card.start()
    await expect(settled(card)).resolves.toMatchObject({ keptBy: 'unclear', unclearField: 'boughtSum' })
    const lists = () => world.requests.filter(({ path }) => path.includes('custom_fields')).length
    const before = lists()
    const next = createCardRefresh(deps, { type: 'contacts', id: 2 })
    next.start()
    await expect(settled(next)).resolves.toMatchObject({ keptBy: 'unclear' })
    expect([before, lists()]).toEqual([1, 1])
    world.host.context.store.fields.contacts.deleteField(4711)
    card.refresh()
    await expect(settled(card)).resolves.toMatchObject({
      outcome: 'written',
      actualAt: expect.any(Number) as number,
    })
    expect(await world.client.fetchParent({ type: 'contacts', id: 1 }, ids, options)).toMatchObject({
      card: { stored: { boughtCount: 2 } },
    })
  })

  it('writes nothing and says so where two fields could be ours', async () => {
    const world = await createCardWorld({ account: account() })
    world.setSettings({ fields: defaultSettings.fields })
    const code = 'SALES_ANALYTICS_BOUGHT_SUM'
    putField(world, { id: 4711, name: 'Двойник', type: 'numeric', code })
    const deps = { ...world.cardDeps, knownFields: (type: ParentType) => pageFields(world, type) }
    const card = createCardRefresh(deps, { type: 'contacts', id: 1 })
    card.start()
    await expect(settled(card)).resolves.toMatchObject({
      outcome: 'shown',
      keptBy: 'unclear',
      unclearField: 'boughtSum',
      figures: { boughtCount: 2 },
    })
    expect(changesOf(world)).toEqual([])
  })
})

describe('whose a field is', () => {
  it('is told by its code: one with somebody else’s is never taken, whatever its number, name and group', async () => {
    const world = createWorld({ account: account() })
    const first = ready(await setUp(world))
    const group = await ourGroup(world)
    await deleteFields(world.client, { type: 'contacts', hint: {}, names }, options)
    const again = await setUp(world)
    const foreign = { id: 501, name: names.fields.boughtCount, type: 'numeric', code: 'OTHER_WIDGET_COUNT' }
    putField(world, { ...foreign, group_id: (await ourGroup(world))?.id ?? null })
    const found = ready(await setUp(world, { hint: collidingIds('contacts'), isHintOwn: true }))
    expect(found.ids).toEqual(ready(again).ids)
    expect(Object.values(found.ids)).not.toContain(501)
    expect([first.groupId, group?.id]).toEqual([group?.id, group?.id])
    const before = world.requests.length
    await deleteFields(world.client, { type: 'contacts', hint: { boughtCount: 501 }, names }, options)
    expect((await fieldsOf(world)).map(({ id }) => id)).toContain(501)
    // Somebody else's stands in the group: it stays too.
    expect(world.requests.slice(before).filter(({ path }) => /groups\/./.test(path))).toEqual([])
  })

  it('is asked where the saved one bears no code and neither our name nor our group', async () => {
    const world = createWorld({ account: account() })
    await expect(setUp(world, { hint: { boughtSum: 502 }, isHintOwn: true })).resolves.toEqual({
      kind: 'conflict',
      conflict: {
        key: 'boughtSum',
        reason: 'renamed',
        fields: [{ id: 502, name: 'Скидка, %', type: 'numeric', group: 'Основное' }],
      },
    })
    expect(changesOf(world)).toEqual([])
  })

  it('is told by name or group where the CRM has refused our codes; the saved one is found renamed in the group, or moved', async () => {
    const world = createWorld({ account: account() })
    const { ids } = ready(await setUp(world))
    for (const id of Object.values(ids)) putField(world, { id, code: null })
    putField(world, { id: ids.boughtSum ?? 0, name: 'Деньги' })
    putField(world, { id: ids.boughtCount ?? 0, group_id: null })
    expect(ready(await setUp(world, { hint: ids, isHintOwn: true })).ids).toEqual(ids)
  })

  it('is asked where two look alike, told apart by number, group and type', async () => {
    const world = createWorld({ account: account() })
    const { ids } = ready(await setUp(world))
    for (const id of Object.values(ids)) putField(world, { id, code: null })
    putField(world, { id: ids.boughtSum ?? 0, name: 'Деньги', group_id: null })
    putField(world, { id: 4711, name: names.fields.boughtSum, type: 'numeric' })
    const { boughtSum = 0 } = ids
    await expect(setUp(world, { hint: { boughtSum }, isHintOwn: true })).resolves.toEqual({
      kind: 'conflict',
      conflict: {
        key: 'boughtSum',
        reason: 'names',
        fields: [
          { id: boughtSum, name: 'Деньги', type: 'numeric', group: 'Основное' },
          { id: 4711, name: names.fields.boughtSum, type: 'numeric', group: 'Основное' },
        ],
      },
    })
  })

  it('is not told by a saved number that may be another account’s: neither by a name of people’s own nor by our group', async () => {
    const world = createWorld({ account: account() })
    const { ids } = ready(await setUp(world))
    putField(world, { id: 501, group_id: (await ourGroup(world))?.id ?? null })
    expect(ready(await setUp(world, { hint: collidingIds('contacts') })).ids).toEqual(ids)
  })
})

describe.each([true, false])(
  '«Удалить поля» and «Вернуть группу полей», where the numbers are ours: %s',
  (isHintOwn) => {
    const request = { type: 'contacts', hint: collidingIds('contacts'), isHintOwn, names } as const

    it('delete and move nothing of people’s own', async () => {
      const world = createWorld({ account: account() })
      const before = await fieldsOf(world)
      const values = ownValues(world.account())
      const deleted = await deleteFields(world.client, request, options)
      expect(deleted).toEqual(isHintOwn ? expect.objectContaining({ reason: 'renamed' }) : 0)
      const restored = await restoreGroup(world.client, request, options)
      if (isHintOwn) expect(restored).toMatchObject({ reason: 'renamed', fields: [{ id: 501 }] })
      expect(await fieldsOf(world)).toEqual(before)
      expect(ownValues(world.account())).toBe(values)
      expect(changesOf(world).some(({ method }) => method === 'DELETE' || method === 'PATCH')).toBe(false)
    })

    it('take only ours where both stand there', async () => {
      const world = createWorld({ account: account() })
      const { ids } = ready(await setUp(world))
      // In our group a saved one without a code would be a second candidate, which is asked about.
      if (!isHintOwn) putField(world, { id: 501, group_id: (await ourGroup(world))?.id ?? null })
      expect(await deleteFields(world.client, request, options)).toBe(8)
      const left = await fieldsOf(world)
      expect(left.map(({ id }) => id)).toEqual(
        expect.arrayContaining(Object.values(collidingIds('contacts'))),
      )
      expect(left.some(({ id }) => Object.values(ids).includes(id))).toBe(false)
      expect((await ourGroup(world)) === undefined).toBe(isHintOwn)
    })
  },
)
