import { describe, expect, it } from 'vitest'

import { deleteFields } from '../../widget/jobs/deleteFields'
import { restoreGroup } from '../../widget/jobs/restoreGroup'
import { fieldKeys } from '../../widget/records/fieldKeys'
import { anAccount } from './support/anAccount'
import { createWorld, type World } from './support/createWorld'
import { names, options, ready, setUp } from './support/fieldSetups'

const fieldsOf = (world: World) => world.client.listCustomFields('contacts', options)
const readFields = async (world: Pick<World, 'host'>): Promise<readonly { readonly id: number }[]> => {
  const answer = await world.host.app.fetch(
    new Request('http://crm.test/api/v4/contacts/custom_fields?limit=250', {
      headers: { Authorization: 'Bearer local-token' },
    }),
  )
  return ((await answer.json()) as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields
}
const createField = (world: World, field: object) =>
  world.host.app.fetch(
    new Request('http://crm.test/api/v4/contacts/custom_fields', {
      method: 'POST',
      headers: { Authorization: 'Bearer local-token', 'Content-Type': 'application/json' },
      body: JSON.stringify([field]),
    }),
  )

describe('the eight fields', () => {
  it('are made in their group, in order, for the API alone, with their codes', async () => {
    const world = createWorld({ account: anAccount() })
    const setup = ready(await setUp(world))
    expect(setup).toMatchObject({ made: fieldKeys, restored: [] })
    const [group] = (await world.client.listGroups('contacts', options)).filter(
      ({ name }) => name === names.group,
    )
    const ours = (await fieldsOf(world)).filter((field) => Object.values(setup.ids).includes(field.id))
    expect(ours.sort((left, right) => left.sort - right.sort).map(({ name }) => name)).toEqual(
      Object.values(names.fields),
    )
    for (const field of ours) expect(field).toMatchObject({ groupId: group?.id, isApiOnly: true })
    expect(new Set(ours.map(({ code }) => code)).size).toBe(8)
  })

  it('are found by one call the next time, also when renamed, moved or without a hint', async () => {
    const world = createWorld({ account: anAccount() })
    const { ids } = ready(await setUp(world))
    await world.change({ op: 'update', entity: 'custom_fields', id: ids.boughtSum, set: { name: 'Деньги' } })
    const before = world.requests.length
    expect(ready(await setUp(world)).ids).toEqual(ids)
    expect(world.requests.length - before).toBe(1)
    expect(ready(await setUp(world, { hint: ids })).ids).toEqual(ids)
  })

  it('are made without codes where the CRM refuses them, and then found by name', async () => {
    const world = createWorld({ account: anAccount() })
    const issue = { code: 'NotSupportedChoice', path: '0.code', detail: 'bad code' }
    await world.setFaults({
      method: 'POST',
      path: '/api/v4/contacts/custom_fields',
      after: 0,
      times: 1,
      minItems: 8,
      status: 400,
      contentType: 'application/problem+json',
      body: {
        title: 'Bad Request',
        status: 400,
        detail: 'Request validation failed',
        'validation-errors': [
          {
            request_id: '0',
            errors: [issue],
          },
        ],
      },
    })
    const { ids } = ready(await setUp(world))
    expect((await fieldsOf(world)).filter(({ code }) => code?.startsWith('SALES_') === true)).toEqual([])
    expect(ready(await setUp(world)).ids).toEqual(ids)
  })

  it.each([
    ['for good', undefined],
    ['twice', 2],
  ])('are not made twice where the list of fields comes empty %s', async (_, times) => {
    const world = createWorld({ account: anAccount() })
    const { ids } = ready(await setUp(world))
    for (const hasCodes of [true, false]) {
      if (!hasCodes)
        for (const id of Object.values(ids))
          world.host.context.store.fields.contacts.putField({ id, code: null })
      const before = (await fieldsOf(world)).length
      const path = '/\\/contacts\\/custom_fields\\?/'
      await world.setFaults({ method: 'GET', path, status: 204, ...(times && { times }) })
      await expect(setUp(world, { hint: ids, isHintOwn: true })).rejects.toMatchObject({
        kind: 'notWhole',
        path: '/api/v4/contacts/custom_fields',
      })
      await world.setFaults()
      expect(await fieldsOf(world)).toHaveLength(before)
      expect(ready(await setUp(world, { hint: ids, isHintOwn: true }))).toMatchObject({ ids, restored: [] })
    }
  })

  it('that a list lacks and the next one gives are not told as made again', async () => {
    const world = createWorld({ account: anAccount() })
    const { ids } = ready(await setUp(world))
    const lacking = (await readFields(world)).filter(({ id }) => id !== ids.boughtSum)
    await world.setFaults({
      method: 'GET',
      path: '/\\/contacts\\/custom_fields\\?/',
      times: 1,
      body: { _page: 1, _links: {}, _embedded: { custom_fields: lacking } },
    })
    expect(ready(await setUp(world, { hint: ids, isHintOwn: true }))).toMatchObject({
      ids,
      made: [],
      restored: [],
    })
  })

  it('a deleted one is made again in the group; in the default tab when the group is gone too', async () => {
    const world = createWorld({ account: anAccount() })
    const { ids } = ready(await setUp(world))
    const [group] = (await world.client.listGroups('contacts', options)).filter(
      ({ name }) => name === names.group,
    )
    await world.client.deleteCustomField('contacts', ids.refusedSum ?? 0, options)
    const again = ready(await setUp(world, { hint: ids }))
    expect(again).toMatchObject({ made: [], restored: ['refusedSum'] })
    const groupOf = async (id: number | undefined) =>
      (await fieldsOf(world)).find((field) => field.id === id)?.groupId ?? 'default'
    expect(await groupOf(again.ids.refusedSum)).toBe(group?.id)

    await world.client.deleteGroup('contacts', group?.id ?? '', options)
    await world.client.deleteCustomField('contacts', ids.actualAt ?? 0, options)
    const third = ready(await setUp(world, { hint: ids }))
    expect(third.restored).toEqual(['actualAt'])
    expect(await groupOf(third.ids.actualAt)).toBe('default')
    expect((await world.client.listGroups('contacts', options)).map(({ name }) => name)).not.toContain(
      names.group,
    )
  })

  it('move back together into their group when it is made again', async () => {
    const world = createWorld({ account: anAccount() })
    const { ids } = ready(await setUp(world))
    const ourGroup = async () =>
      (await world.client.listGroups('contacts', options)).find(({ name }) => name === names.group)
    await world.client.deleteGroup('contacts', (await ourGroup())?.id ?? '', options)
    const id = await restoreGroup(world.client, { type: 'contacts', hint: ids, names }, options)
    expect((await ourGroup())?.id).toBe(id)
    const ours = (await fieldsOf(world)).filter((field) => Object.values(ids).includes(field.id))
    expect(ours.map(({ groupId }) => groupId)).toEqual(Array.from({ length: 8 }, () => id))
    const before = world.requests.length
    await restoreGroup(world.client, { type: 'contacts', hint: ids, names }, options)
    expect(world.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true)
  })

  it('are not made by a user who may not: what is missing is told', async () => {
    const world = createWorld({ account: anAccount() })
    expect(await setUp(world, { mayCreate: false })).toEqual({
      kind: 'missing',
      ids: {},
      missing: fieldKeys,
      detail: '',
    })
    expect(world.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('a field of another type under our code is a conflict, nothing is made', async () => {
    const world = createWorld({ account: anAccount() })
    await createField(world, { name: 'Чужое', type: 'text', code: 'SALES_ANALYTICS_IN_WORK_SUM' })
    expect(await setUp(world)).toMatchObject({
      kind: 'conflict',
      conflict: {
        key: 'inWorkSum',
        reason: 'type',
        fields: [{ name: 'Чужое', type: 'text', group: 'Основное' }],
      },
    })
  })

  it('two fields that could be ours are a conflict', async () => {
    const world = createWorld({ account: anAccount() })
    for (let copy = 0; copy < 2; copy += 1)
      await createField(world, { name: '*Продажи, шт.', type: 'numeric' })
    const namesake = { name: '*Продажи, шт.', type: 'numeric', group: 'Основное' }
    expect(await setUp(world)).toMatchObject({
      kind: 'conflict',
      conflict: { key: 'boughtCount', reason: 'names', fields: [namesake, namesake] },
    })
  })

  it('are deleted with their group, fields first, unless other fields stand in it', async () => {
    const world = createWorld({ account: anAccount() })
    const { ids } = ready(await setUp(world))
    const before = world.requests.length
    expect(await deleteFields(world.client, { type: 'contacts', hint: ids, names }, options)).toBe(8)
    const deletions = world.requests.slice(before).filter(({ method }) => method === 'DELETE')
    expect(deletions.at(-1)?.path).toContain('/groups/')
    expect(deletions).toHaveLength(9)

    ready(await setUp(world))
    const [group] = (await world.client.listGroups('contacts', options)).filter(
      ({ name }) => name === names.group,
    )
    await createField(world, { name: 'Своё', type: 'numeric', group_id: group?.id })
    await deleteFields(world.client, { type: 'contacts', hint: {}, names }, options)
    expect((await world.client.listGroups('contacts', options)).map(({ id }) => id)).toContain(group?.id)
  })
})
