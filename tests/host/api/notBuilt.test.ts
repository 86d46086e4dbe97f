import { describe, expect, test } from 'vitest'
import { describeNotBuilt, NOT_BUILT } from '../../../host/api/notBuilt'
import { openHost } from '../openHost'

describe('what is documented and not built', () => {
  test.each(NOT_BUILT)('answers 501 with words: $method $path', async ({ method, path, name }) => {
    const { call } = openHost({ leads: [{ id: 1, price: 1, status_id: 50, pipeline_id: 7 }] })
    const answer = await call(method, path.replaceAll('{id}', '1'), method === 'GET' ? undefined : {})
    expect([answer.status, answer.type]).toEqual([501, 'application/problem+json'])
    expect(answer.body).toMatchObject({ title: 'Not Implemented', status: 501 })
    expect((answer.body as { detail: string }).detail).toContain('не построено в локальной CRM')
    expect((answer.body as { detail: string }).detail).toContain(name)
  })

  test('leaves unknown paths 404, wrong verbs 405, and nobody in without a session', async () => {
    const { call } = openHost()
    expect((await call('GET', '/api/v4/chats/nothing')).status).toBe(404)
    expect((await call('PUT', '/api/v4/short_links')).status).toBe(405)
    expect((await call('DELETE', '/api/v4/leads')).status).toBe(405)
    expect((await call('GET', '/api/v4/widgets', undefined, {})).status).toBe(401)
  })

  test('stands in the documentation as the table has it', async () => {
    await expect(describeNotBuilt()).toMatchFileSnapshot('../../../docs/not-built.md')
  })
})
