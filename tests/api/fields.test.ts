import { describe, expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import type { CustomFieldDraft } from '../../widget/records/customField'
import { anAccount } from './support/anAccount'
import { ascending } from './support/ascending'
import { createWorld, run } from './support/createWorld'

const drafts: readonly CustomFieldDraft[] = [
  { name: '*Продажи, шт.', type: 'numeric', sort: 510, groupId: null, code: 'SA_TEST_COUNT' },
  { name: '*Актуально на', type: 'date_time', sort: 511, groupId: null, code: 'SA_TEST_TIME' },
]

describe('fields and groups', () => {
  it('makes fields, lists them over several pages and deletes them', async () => {
    const world = createWorld({ account: anAccount() })
    const { client } = world
    const group = await world.run(client.createGroup('contacts', '*Аналитика продаж', 5, run))
    expect(group.name).toBe('*Аналитика продаж')
    expect((await world.run(client.listGroups('contacts', run))).map(({ id }) => id)).toContain(group.id)
    const made = await world.run(
      client.createCustomFields(
        'contacts',
        drafts.map((draft) => ({ ...draft, groupId: group.id })),
        run,
      ),
    )
    expect(made.map(({ name, type, groupId, isApiOnly }) => [name, type, groupId, isApiOnly])).toEqual([
      ['*Продажи, шт.', 'numeric', group.id, true],
      ['*Актуально на', 'date_time', group.id, true],
    ])
    const many = Array.from({ length: 120 }, (_, row) => ({
      name: `Поле ${row}`,
      type: 'numeric' as const,
      sort: row,
      groupId: null,
    }))
    await world.run(client.createCustomFields('contacts', many, run))
    const listed = await world.run(client.listCustomFields('contacts', run))
    expect(listed.length).toBeGreaterThanOrEqual(130)
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
    const first = made[0]?.id ?? 0
    await world.run(client.deleteCustomField('contacts', first, run))
    await world.run(client.deleteCustomField('contacts', first, run))
    await world.run(client.deleteGroup('contacts', group.id, run))
    expect((await world.run(client.listCustomFields('contacts', run))).map(({ id }) => id)).not.toContain(
      first,
    )
    expect((await world.run(client.listGroups('contacts', run))).map(({ id }) => id)).not.toContain(group.id)
  })

  it('does not make fields and groups twice when the answer is lost', async () => {
    const world = createWorld({ account: anAccount() })
    world.setFaults({ rules: [{ method: 'POST', drop: 'after', times: 1 }] })
    const made = await world.run(world.client.createCustomFields('contacts', drafts, run))
    world.setFaults({ rules: [{ method: 'POST', drop: 'after', times: 1 }] })
    const group = await world.run(world.client.createGroup('contacts', 'Группа', 5, run))
    const listed = await world.run(world.client.listCustomFields('contacts', run))
    const groups = await world.run(world.client.listGroups('contacts', run))
    expect(listed.filter(({ code }) => code?.startsWith('SA_TEST'))).toEqual(made)
    expect(groups.filter(({ name }) => name === 'Группа')).toEqual([group])
    expect(world.arrivals.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  it('tries five times to make fields and groups, and looks for them before each', async () => {
    const world = createWorld({ account: anAccount() })
    world.setFaults({ rules: [{ method: 'POST', status: 503, times: 4 }] })
    expect(await world.run(world.client.createCustomFields('contacts', drafts, run))).toHaveLength(2)
    expect(world.arrivals.map(({ method }) => method).join(' ')).toBe('POST GET '.repeat(4) + 'POST')
    expect(world.waits).toEqual(['server', 'server', 'server', 'server'])
    world.setFaults({ rules: [{ method: 'POST', status: 503 }] })
    const error = await world.fail(world.client.createGroup('contacts', 'Группа', 5, run))
    expect(error).toMatchObject({ kind: 'server', status: 503 })
    expect(world.arrivals.filter(({ method }) => method === 'POST')).toHaveLength(10)
  })

  it('finds what was made where the answer to the making is not understood, and makes nothing again', async () => {
    const world = createWorld({ account: anAccount() })
    world.setFaults({
      rules: [{ method: 'POST', body: '{"_embedded":{"custom_fi', contentType: 'application/json' }],
    })
    expect(await world.run(world.client.createCustomFields('contacts', drafts, run))).toHaveLength(2)
    world.setFaults({ rules: [{ method: 'POST', status: 200, body: '{"_embedded":' }] })
    const error = await world.fail(world.client.createGroup('contacts', 'Группа', 5, run))
    expect(error).toMatchObject({ kind: 'malformed', path: '/api/v4/contacts/custom_fields/groups' })
    expect(world.arrivals.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST', 'GET'])
  })

  it('makes fields and groups again when the lost request never arrived', async () => {
    const world = createWorld({ account: anAccount() })
    world.setFaults({ rules: [{ method: 'POST', drop: 'before', times: 1 }] })
    expect(await world.run(world.client.createCustomFields('contacts', drafts, run))).toHaveLength(2)
    expect(world.arrivals.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST'])
  })

  it('says that codes are refused', async () => {
    const world = createWorld({ account: anAccount() })
    world.setFaults({ unverified: { lowerCaseFieldCode: '400' } })
    const lower = drafts.map((draft) => ({ ...draft, code: draft.code?.toLowerCase() ?? '' }))
    const error = await world.fail(world.client.createCustomFields('contacts', lower, run))
    expect(error).toMatchObject({ kind: 'refused' })
    expect((error as { issues: { path: string }[] }).issues.some(({ path }) => path.endsWith('code'))).toBe(
      true,
    )
  })

  it('tells those without the right that they may not', async () => {
    const headers = { Authorization: 'Bearer local-token', 'X-Context-User-ID': '8800003' }
    const world = createWorld({ account: anAccount(), client: { headers } })
    expect(await world.fail(world.client.createGroup('contacts', 'Группа', 5, run))).toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('pipelines, stages of buyers and events', () => {
  it('reads them all', async () => {
    const world = createWorld({ account: anAccount({ leads: 3, customers: 1 }) })
    const pipelines = await world.run(world.client.listPipelines(run))
    expect(pipelines[0]?.stages.some(({ id }) => id === 142)).toBe(true)
    const stages = await world.run(world.client.listCustomerStages(run))
    expect(ascending(stages.map(({ type }) => type)).slice(-4)).toEqual([1, 2, 3, 4])
  })

  it('tells that buyers have no stages outside the periodic mode', async () => {
    const world = createWorld({ account: { account: { customers_mode: 'segments' } } })
    expect(await world.fail(world.client.listCustomerStages(run))).toMatchObject({ kind: 'unprocessable' })
  })

  it.each(['desc', 'asc'])('reads events of the asked types and time in order %s', async (eventsOrder) => {
    const types = ['lead_deleted', 'lead_added', 'contact_added']
    const events = Array.from({ length: 640 }, (_, row) => ({
      type: types[row % 3] ?? '',
      entity_id: 41_000_001 + row,
      entity_type: 'lead',
      created_at: 1_700_000_000 + row,
    }))
    const world = createWorld({ account: { ...anAccount({ leads: 640 }), events } })
    world.setFaults({ unverified: { eventsOrder } })
    const from = 1_700_000_040 as UnixSeconds
    const read = await world.run(world.client.listEvents(['lead_deleted', 'lead_added'], from, run))
    expect(read).toHaveLength(400)
    expect(new Set(read.map(({ type }) => type))).toEqual(new Set(['lead_deleted', 'lead_added']))
    expect(Math.min(...read.map(({ createdAt }) => createdAt))).toBe(from)
  })
})
