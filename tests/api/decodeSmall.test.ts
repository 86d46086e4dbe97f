import { describe, expect, it } from 'vitest'
import { decodeAccount } from '../../widget/api/decodeAccount'
import { decodeCustomerStages } from '../../widget/api/decodeCustomerStages'
import { decodeCustomField, decodeGroups } from '../../widget/api/decodeCustomFields'
import { decodeEvent } from '../../widget/api/decodeEvent'
import { decodePage } from '../../widget/api/decodePage'
import { decodePipelines } from '../../widget/api/decodePipelines'
import { decodeWritten } from '../../widget/api/decodeWritten'
import { readSample } from './support/readSample'

type Statuses = { readonly _embedded: { readonly statuses: readonly Record<string, unknown>[] } }

describe('decoding of small answers', () => {
  it('reads the account', () => {
    expect(decodeAccount(readSample('account.json'))).toEqual({
      id: 31000100,
      name: 'ООО «Демо»',
      subdomain: 'demo',
      currentUserId: 8800001,
      currency: 'RUB',
      currencySymbol: '₽',
      customersMode: 'periodicity',
      isApiFilterEnabled: false,
      timezone: 'Europe/Moscow',
    })
  })

  it('names the place of what an account lacks', () => {
    const account = readSample('account.json') as object
    expect(() => decodeAccount({ ...account, _embedded: {} })).toThrow('_embedded.datetime_settings')
    expect(() => decodeAccount({ ...account, customers_mode: 'new' })).toThrow('customers_mode')
    expect(() => decodeAccount(null)).toThrow('')
  })

  it('reads pipelines with their stages', () => {
    const [first, second] = decodePipelines(readSample('pipelines.json'))
    expect([first?.id, first?.isMain, first?.isArchive, first?.stages.length]).toEqual([
      7100001,
      true,
      false,
      6,
    ])
    expect(second?.stages[2]).toEqual({
      id: 142,
      pipelineId: 7100002,
      name: 'Успешно реализовано',
      sort: 10_000,
      color: '#CCFF66',
      type: 0,
    })
  })

  it('reads the stages of buyers by their types', () => {
    const stages = decodeCustomerStages(readSample('customers_statuses.json'))
    expect(stages.map((stage) => stage.type)).toEqual([4, 0, 0, 1, 2, 3])
  })

  it('tells the system stages by their order where types repeat or are missing', () => {
    const { _embedded } = readSample('customers_statuses.json') as Statuses
    for (const type of [3, undefined]) {
      const statuses = _embedded.statuses.map((stage) => (stage['type'] === 1 ? { ...stage, type } : stage))
      const stages = decodeCustomerStages({ _embedded: { statuses } })
      expect(stages.map((stage) => stage.type)).toEqual([4, 0, 0, 1, 2, 3])
    }
  })

  it('reads fields and groups, listed or just made', () => {
    const listed = decodePage(
      readSample('custom_fields_contacts_page.json'),
      'custom_fields',
      decodeCustomField,
    )
    expect(listed.records.map((field) => field.id)).toContain(1700008)
    const page = decodePage(
      readSample('custom_fields_contacts_paged.json'),
      'custom_fields',
      decodeCustomField,
    )
    expect(page.next).toContain('/api/v4/contacts/custom_fields?limit=2')
    expect(page.records[0]).toEqual({
      id: 1600001,
      name: 'Телефон',
      type: 'multitext',
      code: 'PHONE',
      groupId: null,
      sort: 500,
      isApiOnly: false,
    })
    expect(decodeGroups(readSample('groups_contacts.json')).map((group) => group.id)).toEqual([
      'default',
      'statistic',
      'contacts_17520000000001',
    ])
    expect(decodeGroups(readSample('groups_create.json', 'response'))[0]?.name).toBe('Аналитика продаж')
  })

  it('reads events', () => {
    const page = decodePage(readSample('events_page.json'), 'events', decodeEvent)
    expect(page.records[2]).toMatchObject({
      type: 'lead_status_changed',
      entityType: 'lead',
      entityId: 41000002,
      createdAt: 1_750_500_000,
      valueAfter: [{ lead_status: { id: 142, pipeline_id: 7100002 } }],
    })
  })

  it('reads what a write confirms', () => {
    const written = decodeWritten(readSample('contacts_patch_response.json'), 'contacts')
    expect(written[0]).toEqual({ id: 51000001, updatedAt: 1752000003 })
    expect(written).toHaveLength(3)
    expect(() => decodeWritten({ _embedded: {} }, 'contacts')).toThrow('_embedded.contacts')
  })
})
