import { describe, expect, test } from 'vitest'
import { openHost } from '../openHost'

const withCustomers = { customers: [{ id: 7, name: 'Покупатель' }] } as never

describe('refused buyers', () => {
  test.each([402, 403, 404, 422, 501])(
    'answer %i by every method, while the rest of the account works',
    async (status) => {
      const { call } = openHost(withCustomers)
      await call('PUT', '/__host/faults', { unverified: { buyersMethod: status } })
      for (const path of ['', '?limit=1', '/7', '/statuses', '/transactions']) {
        const answer = await call('GET', `/api/v4/customers${path}`)
        expect([answer.status, answer.type]).toEqual([status, 'application/problem+json'])
      }
      for (const path of ['account', 'leads/pipelines', 'contacts/custom_fields'])
        expect((await call('GET', `/api/v4/${path}`)).status).toBe(200)
    },
  )

  test.each([
    ['402', 402],
    ['422', 422],
    ['204', 204],
    ['empty', 200],
  ])('have no stages alone: %s', async (buyerStages, status) => {
    const { call } = openHost(withCustomers)
    await call('PUT', '/__host/faults', { unverified: { buyerStages } })
    const answer = await call('GET', '/api/v4/customers/statuses')
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.body).toMatchObject({ _embedded: { statuses: [] } })
    expect((await call('GET', '/api/v4/customers')).status).toBe(200)
    expect((await call('GET', '/api/v4/nothing')).status).toBe(404)
  })
})
