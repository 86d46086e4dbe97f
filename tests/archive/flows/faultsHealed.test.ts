import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Change } from '../../../host/control/parseChange'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { type Crm, type GivenFaults, openCrm } from '../support/openCrm'
import { begin, decide, openRun, readReport, runWell, untilPreview } from '../support/runSteps'

const account = aBusyAccount({ contacts: 300, companies: 120, leads: 700, customers: 300 })
const gateway = '<html><body><h1>Too Many Requests</h1></body></html>'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a run gets over', () => {
  const faults: readonly (readonly [title: string, rules: NonNullable<GivenFaults['rules']>])[] = [
    ['a burst of 429 with a page', [{ path: '/api/v4/', after: 12, times: 2, status: 429, body: gateway }]],
    [
      'a burst of 429 with JSON',
      [
        {
          path: '/api/v4/',
          after: 12,
          times: 2,
          status: 429,
          body: { title: 'Too many requests', status: 429 },
        },
      ],
    ],
    ['429 while writing', [{ method: 'PATCH', times: 1, status: 429 }]],
    ['500 while reading', [{ method: 'GET', path: '/api/v4/leads?', times: 3, status: 500 }]],
    [
      '502 and 503 while reading',
      [
        { path: '/api/v4/contacts?', times: 2, status: 502 },
        { path: '/api/v4/companies?', times: 2, status: 503 },
      ],
    ],
    ['504 on every big batch', [{ method: 'PATCH', minItems: 40, status: 504 }]],
    ['504 on big pages', [{ method: 'GET', path: '/leads\\?.*limit=250/', status: 504, times: 3 }]],
    ['500 on a batch', [{ method: 'PATCH', times: 2, status: 500 }]],
    ['a connection cut before a read', [{ method: 'GET', path: '/api/v4/leads?', times: 2, drop: 'before' }]],
    ['a connection cut before a write', [{ method: 'PATCH', times: 2, drop: 'before' }]],
    ['a connection cut after a write', [{ method: 'PATCH', times: 3, drop: 'after' }]],
  ]

  test.each(faults)('%s by itself', async (_title, rules) => {
    await crm.reset(account)
    await crm.setFaults({ rules })
    const page = await crm.open('/contacts/list/companies/', { isFaulty: true })
    const dialog = await runWell(page, 'changed')
    expect(await readReport(dialog)).toMatchObject({
      'Заполнено впервые': 420,
      'Не получилось': 0,
      'Не записано': 0,
    })
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  const reads = (entity: string, n = 1) => ({ method: 'GET', path: `/api/v4/${entity}?`, n })
  const changes: readonly (readonly [title: string, changes: readonly Change[]])[] = [
    [
      'deals deleted between two pages',
      [1, 5, 30].map((index) => ({
        op: 'delete',
        entity: 'leads',
        id: firstIds.leads + index,
        afterRequest: reads('leads'),
      })),
    ],
    [
      'a buyer and contacts deleted between two pages',
      [
        { op: 'delete', entity: 'customers', id: firstIds.customers, afterRequest: reads('customers') },
        { op: 'delete', entity: 'contacts', id: firstIds.contacts + 3, afterRequest: reads('contacts') },
        { op: 'delete', entity: 'contacts', id: firstIds.contacts + 4, afterRequest: reads('contacts') },
      ],
    ],
    [
      'contacts merged between two pages',
      [
        {
          op: 'merge',
          entity: 'contacts',
          id: firstIds.contacts + 1,
          into: firstIds.contacts + 8,
          afterRequest: reads('contacts'),
        },
      ],
    ],
    [
      'deals changed, made and linked after they were read',
      [
        {
          op: 'update',
          entity: 'leads',
          id: firstIds.leads + 2,
          set: { price: 777_777, status_id: 142 },
          afterRequest: reads('contacts'),
        },
        {
          op: 'create',
          entity: 'leads',
          set: {
            price: 31_337,
            status_id: 142,
            pipeline_id: 11,
            _embedded: {
              contacts: [{ id: firstIds.contacts + 20, is_main: true }],
              companies: [{ id: firstIds.companies }],
            },
          },
          afterRequest: reads('companies'),
        },
        {
          op: 'link',
          entity: 'leads',
          id: firstIds.leads + 9,
          to: { entity: 'contacts', id: firstIds.contacts + 33 },
          afterRequest: reads('companies'),
        },
      ],
    ],
  ]

  test.each(changes)('%s', async (_title, made) => {
    await crm.reset(account)
    await crm.change(...made)
    const page = await crm.open('/contacts/list/companies/', { isFaulty: true })
    await runWell(page, 'changed')
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('a deal closed while the preview was open', async () => {
    await crm.reset(account)
    const page = await crm.open('/contacts/list/companies/')
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    await crm.change({
      op: 'update',
      entity: 'leads',
      id: firstIds.leads + 2,
      set: { price: 424_242, status_id: 142, is_deleted: false },
    })
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})
