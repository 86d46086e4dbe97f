import { describe, expect, it, vi } from 'vitest'
import { decodeAccount } from '../../widget/api/decodeAccount'
import { decodeCustomerStages } from '../../widget/api/decodeCustomerStages'
import { decodeCustomField, decodeGroups } from '../../widget/api/decodeCustomFields'
import { decodeEvent } from '../../widget/api/decodeEvent'
import { decodePage } from '../../widget/api/decodePage'
import { decodePipelines } from '../../widget/api/decodePipelines'
import { decodeWritten } from '../../widget/api/decodeWritten'
import { Malformed } from '../../widget/api/malformed'
import { customerStageTypes } from '../../widget/calc/customerStageTypes'
import { classifyStage } from '../../widget/records/classifyStage'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { readSample } from './support/readSample'

interface Pipeline {
  readonly _embedded: { readonly statuses: readonly object[] }
}

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
    expect(() => decodeAccount(null)).toThrow('')
  })

  it('counts no buyers, and leaves a trace, where the account has a mode of buyers that came later', () => {
    const account = readSample('account.json') as object
    const trace = vi.spyOn(console, 'debug').mockImplementation(() => undefined)
    expect(decodeAccount({ ...account, customers_mode: 'new' }).customersMode).toBe('disabled')
    expect(trace).toHaveBeenCalledTimes(1)
    expect(decodeAccount(account).customersMode).toBe('periodicity')
    expect(trace).toHaveBeenCalledTimes(1)
    trace.mockRestore()
  })

  it.each(['', null, undefined])('does not take %j for a mode without buyers', (customers_mode) => {
    const account = readSample('account.json') as object
    expect(decodeAccount({ ...account, customers_mode }).customersMode).toBe('unknown')
  })

  it('goes on without a currency, and with flags and numbers as PHP may write them', () => {
    const account = readSample('account.json') as object
    const odd = {
      ...account,
      id: '31000100',
      currency: null,
      currency_symbol: null,
      is_api_filter_enabled: 1,
    }
    expect(decodeAccount(odd)).toMatchObject({
      id: 31000100,
      currency: '',
      currencySymbol: '',
      isApiFilterEnabled: true,
    })
  })

  it('takes no empty list of pipelines, nor of their stages, for an account without any', () => {
    const pipelines = (
      readSample('pipelines.json') as { _embedded: { pipelines: Record<string, unknown>[] } }
    )._embedded.pipelines
    const answers = [
      null,
      { _embedded: { pipelines: [] } },
      { _embedded: { pipelines: [{ ...pipelines[0], _embedded: { statuses: [] } }] } },
      { _embedded: { pipelines: [{ ...pipelines[0], _embedded: { statuses: null } }] } },
      { _embedded: { pipelines: [{ ...pipelines[0], _embedded: [] }] } },
    ]
    for (const body of answers) expect(() => decodePipelines(body)).toThrow(Malformed)
  })

  it('gives no stage of buyers where the CRM names none: who needs them asks what to do', () => {
    for (const body of [null, { _embedded: { statuses: [] } }]) expect(decodeCustomerStages(body)).toEqual([])
  })

  it.each([
    ['0', 0],
    [7, 7],
    ['archive', -1],
    [null, -1],
    [undefined, -1],
  ])('reads a stage of deals of the type %j: no new word stops the rest', (type, code) => {
    const { _embedded } = readSample('pipelines.json') as { _embedded: { pipelines: Pipeline[] } }
    const pipelines = _embedded.pipelines.map((pipeline) => ({
      ...pipeline,
      _embedded: { statuses: pipeline._embedded.statuses.map((stage) => ({ ...stage, type })) },
    }))
    const stage = decodePipelines({ _embedded: { pipelines } })[0]?.stages[0]
    expect(stage?.type).toBe(code)
    if (stage !== undefined)
      expect(classifyStage(defaultSettings, stage)).toBe(code === 0 ? 'inWork' : 'notChosen')
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

  it('keeps the types of buyers’ system stages beside one that came later, and that one counts as ordinary', () => {
    const { _embedded } = readSample('customers_statuses.json') as Statuses
    const added = { ..._embedded.statuses[3], id: 999, sort: 1_000_000, is_default: true }
    const statuses = [..._embedded.statuses, { ...added, type: 7 }]
    const stages = decodeCustomerStages({ _embedded: { statuses } })
    expect(stages.map((stage) => stage.type)).toEqual([4, 0, 0, 1, 2, 3, 7])
    const types = customerStageTypes(stages)
    expect(stages.map(({ id }) => types.get(id))).toEqual([
      'recentlyBought',
      'ordinary',
      'ordinary',
      'expected',
      'notBought',
      'closed',
      'ordinary',
    ])
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

  it('reads events of a kind that says less, or says it otherwise', () => {
    const [event] = (readSample('events_page.json') as { _embedded: { events: object[] } })._embedded.events
    const told = { ...event, type: 'lead_frozen', entity_type: 'frozen_lead' }
    expect(decodeEvent({ ...told, value_after: null, value_before: undefined })).toMatchObject({
      type: 'lead_frozen',
      valueAfter: [],
      valueBefore: [],
    })
    const odd = decodeEvent({ ...told, id: 7, created_by: null, value_after: { note: 1 } })
    expect(odd).toMatchObject({ id: '7', createdBy: 0, valueAfter: [{ note: 1 }] })
  })

  it('reads a field of a type that came later, and in a group with a number', () => {
    const field = { id: 5, name: 'Новое', type: 'hologram', group_id: 12 }
    expect(decodeCustomField(field)).toMatchObject({ type: 'hologram', groupId: '12' })
  })

  it('reads what a write confirms', () => {
    const written = decodeWritten(readSample('contacts_patch_response.json'), 'contacts')
    expect(written[0]).toEqual({ id: 51000001, updatedAt: 1752000003 })
    expect(written).toHaveLength(3)
    expect(() => decodeWritten({ _embedded: {} }, 'contacts')).toThrow('_embedded.contacts')
  })
})
