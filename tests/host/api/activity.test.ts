import { describe, expect, test } from 'vitest'
import { openHost } from '../openHost'

interface Embedded {
  _embedded: Record<string, { id: number; name?: string; type?: string; entity_id?: number }[]>
}

describe('notes, tasks and tags', () => {
  test('make events, and a task shows on its card without moving the stamp', async () => {
    const { call } = openHost({ contacts: [{ id: 1, updated_at: 1_750_000_000 }] })
    const task = { text: 'Позвонить', complete_till: 1_760_000_000, entity_id: 1, entity_type: 'contacts' }
    const made = (await call('POST', '/api/v4/tasks', [task])).body as Embedded
    const note = { entity_id: 1, note_type: 'common', params: { text: 'Да' } }
    expect((await call('POST', '/api/v4/contacts/notes', [note])).status).toBe(200)
    const card = { closest_task_at: 1_760_000_000, updated_at: 1_750_000_000 }
    expect((await call('GET', '/api/v4/contacts/1')).body).toMatchObject(card)
    await call('PATCH', '/api/v4/tasks', [
      { id: made._embedded['tasks']?.[0]?.id, is_completed: true, result: { text: 'Ок' } },
    ])
    expect((await call('GET', '/api/v4/contacts/1')).body).toMatchObject({ closest_task_at: null })
    const log = (await call('GET', '/api/v4/events')).body as Embedded
    expect(log._embedded['events']?.map(({ type }) => type)).toEqual([
      'task_completed',
      'common_note_added',
      'task_added',
    ])
  })

  test('name the element of a batch that does not fit', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }] })
    const answer = await call('POST', '/api/v4/tasks', [
      { text: 'Да', complete_till: 1, entity_id: 1, entity_type: 'contacts' },
      { text: 'Нет', complete_till: 1, entity_id: 2, entity_type: 'contacts', request_id: 'второй' },
    ])
    expect(answer.body).toMatchObject({
      status: 400,
      'validation-errors': [{ request_id: 'второй', errors: [{ path: 'entity_id' }] }],
    })
    expect((await call('GET', '/api/v4/tasks')).status).toBe(204)
  })

  test('keep a directory for each entity, where making a known tag finds it', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }] })
    const make = async (entity: string): Promise<number | undefined> =>
      ((await call('POST', `/api/v4/${entity}/tags`, [{ name: 'VIP' }])).body as Embedded)._embedded[
        'tags'
      ]?.[0]?.id
    const id = await make('contacts')
    expect(await make('contacts')).toBe(id)
    expect(await make('leads')).not.toBe(id)
    await call('PATCH', '/api/v4/contacts', [{ id: 1, tags_to_add: [{ id }, { name: 'Новый' }] }])
    await call('PATCH', '/api/v4/contacts', [{ id: 1, tags_to_delete: [{ name: 'VIP' }] }])
    const card = (await call('GET', '/api/v4/contacts/1')).body as Embedded
    expect(card._embedded['tags']?.map(({ name }) => name)).toEqual(['Новый'])
    await call('PATCH', '/api/v4/contacts', [{ id: 1, _embedded: { tags: null } }])
    expect(((await call('GET', '/api/v4/contacts/1')).body as Embedded)._embedded['tags']).toEqual([])
  })
})
