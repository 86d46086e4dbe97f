import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import type { Settings } from '../../widget/settings/settings'
import { failureMessage } from '../../widget/state/runMessages'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { someTexts } from '../views/someTexts'
import { anOddAccount } from './support/anOddAccount'
import { createCardWorld } from './support/createCardWorld'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'
import { untilPhase } from './support/untilPhase'
import type { World } from './support/createWorld'

type Wire = Record<string, unknown>

const aWorld = (settings: Partial<Settings> = {}, account: AccountFile = anOddAccount()) =>
  createCardWorld({ account, settings })

/** The first page of a list as the CRM gives it, with what differs in one record. */
const changedPage = async (
  world: World,
  path: string,
  key: string,
  id: number,
  change: (record: Wire) => Wire,
): Promise<Wire> => {
  const answer = await world.host.app.fetch(
    new Request(`http://crm.test${path}`, { headers: { Authorization: 'Bearer local-token' } }),
  )
  const page = (await answer.json()) as { _embedded: Record<string, (Wire & { id: number })[]> }
  const records = page._embedded[key]?.map((record) => (record.id === id ? change(record) : record))
  return { ...page, _embedded: { [key]: records } }
}

/** Has the CRM answer for contact 1 with other values in its fields. */
const changeCard = async (world: World, change: (field: Wire, row: number) => Wire): Promise<void> => {
  const answer = await world.host.app.fetch(
    new Request('http://crm.test/api/v4/contacts/1?with=leads,customers', {
      headers: { Authorization: 'Bearer local-token' },
    }),
  )
  const card = (await answer.json()) as Wire
  const fields = (card['custom_fields_values'] as Wire[]).map(change)
  await world.setFaults({ path: '/contacts\\/1\\?/', body: { ...card, custom_fields_values: fields } })
}

const without = (record: Wire, key: string): Wire =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key))

/** A run to its end, whatever it is. */
const endOf = (world: World): Promise<RunState> => {
  const run = createBulkRun(world.deps)
  run.start({ entities: ['contacts', 'companies'] })
  return new Promise((resolve) => {
    run.subscribe((state) => {
      if (state.phase === 'preview') run.choose('changed')
      if (['report', 'failed', 'paused'].includes(state.phase)) resolve(state)
    })
  })
}

const wordsOf = (state: RunState): string =>
  state.phase === 'failed' ? failureMessage(someTexts(), state.failure).what : state.phase

describe('a value of one record that the CRM does not tell', () => {
  it.each<[string, string, string, number, (record: Wire) => Wire, string]>([
    [
      'the number of purchases beside their sum',
      '/api/v4/customers?with=contacts,companies&limit=250&page=1',
      'customers',
      801,
      (record) => ({ ...record, purchases_count: null }),
      'Покупатель «Иванов» (№ 801): нет числа покупок',
    ],
    [
      'the sum of purchases beside their number',
      '/api/v4/customers?with=contacts,companies&limit=250&page=1',
      'customers',
      801,
      (record) => ({ ...record, ltv: null }),
      'Покупатель «Иванов» (№ 801): нет суммы покупок',
    ],
    [
      'the stage of a deal',
      '/api/v4/leads?with=contacts&order[id]=asc&limit=250&page=1',
      'leads',
      503,
      (record) => without(record, 'status_id'),
      'Сделка «Сделка 503» (№ 503): нет этапа',
    ],
    [
      'the budget of a deal',
      '/api/v4/leads?with=contacts&order[id]=asc&limit=250&page=1',
      'leads',
      503,
      (record) => ({ ...record, price_with_minor_units: 'сто' }),
      'Сделка «Сделка 503» (№ 503): не читается бюджет',
    ],
  ])('%s: the run stops before it writes and names it', async (_, path, key, id, change, words) => {
    const world = await aWorld()
    const body = await changedPage(world, path, key, id, change)
    await world.setFaults({ path: `/\\/${key}\\?.*page=1/`, body })
    expect(wordsOf(await endOf(world))).toContain(words)
    expect(world.writes()).toEqual([])
  })

  it('the contacts of one deal among others that have them: its links tell', async () => {
    const world = await aWorld()
    const path = '/api/v4/leads?with=contacts&order[id]=asc&limit=250&page=1'
    const body = await changedPage(world, path, 'leads', 503, (record) => ({
      ...record,
      _embedded: without(record['_embedded'] as Wire, 'contacts'),
    }))
    await world.setFaults({ path: '/\\/leads\\?.*order\\[id\\]=asc.*page=1/', body })
    await runThrough(world)
    expect(diffAccountFields(world.account())).toEqual([])
    expect(world.requests.filter(({ path: asked }) => asked.includes('/links?'))).toHaveLength(1)
  })

  it('the contacts of one deal, and links that are refused: the run stops and names the deal', async () => {
    const world = await aWorld()
    await world.setShapes({ linkLists: 'absent' }, { path: '/\\/links/', status: 404 })
    expect(wordsOf(await endOf(world))).toMatch(/^Сделка «Сделка 501» \(№ 501\): нет списка контактов/)
    expect(world.writes()).toEqual([])
  })
})

describe('stages of buyers that the CRM does not tell', () => {
  const purchasesOnly = { upcoming: false, notBought: false, purchases: true, closed: false }

  it('stop neither a run nor a card that count purchases alone', async () => {
    const world = await aWorld({ buyers: purchasesOnly })
    await world.setFaults({ path: '/api/v4/customers/statuses', status: 422 })
    await runThrough(world)
    expect(diffAccountFields(world.account(), { buyers: purchasesOnly })).toEqual([])
  })

  it.each(['null', 'absent'] as const)(
    'and whose mode is %s stop a run that counts by stages alone: no zero is written over figures of buyers',
    async (customersMode) => {
      const world = await aWorld({
        buyers: { upcoming: true, notBought: true, purchases: false, closed: true },
      })
      await runThrough(world)
      const before = storedFigures(world, 'contacts', 2)
      const sent = world.cardsSent()
      await world.setShapes({ customersMode })
      const end = await endOf(world)
      expect(wordsOf(end)).toContain('не сказано, как включены покупатели')
      await world.setShapes({ customersMode, linkLists: 'absent', customerStages: 'none' })
      world.cardDeps.directory.forget()
      expect(await world.open('contacts', 2)).toMatchObject({ phase: 'failed', error: 'malformed' })
      expect(world.cardsSent()).toBe(sent)
      expect(storedFigures(world, 'contacts', 2)).toEqual(before)
    },
  )

  it('refused in a mode that has them make a run ask and a card say so, and nothing is written', async () => {
    const world = await aWorld()
    await world.setFaults({ path: '/api/v4/customers/statuses', status: 422 })
    expect(await endOf(world)).toMatchObject({ phase: 'paused', reason: { kind: 'buyersRefused' } })
    expect(await world.open('contacts', 2)).toMatchObject({ phase: 'shown', outcome: 'withoutBuyers' })
    expect(world.writes()).toEqual([])
  })
})

describe('one bad value in one of our own fields', () => {
  const bad: readonly [string, unknown][] = [
    ['a comma', [{ value: '12,5' }]],
    ['a word', [{ value: 'нет' }]],
    ['a flag', [{ value: true }]],
    ['an object', [{ value: { amount: 5 } }]],
    ['several values', [{ value: '1' }, { value: '2' }]],
    ['no list', 'нет'],
  ]

  it.each(bad)('%s: the card is rewritten and counted, all others stay', async (_, values) => {
    const world = await aWorld()
    await runThrough(world)
    world.passTime(600)
    const sent = world.cardsSent()
    const field = world.fields.contacts.boughtSum
    const body = await changedPage(
      world,
      '/api/v4/contacts?order[id]=asc&limit=250&page=1',
      'contacts',
      2,
      (record) => ({
        ...record,
        custom_fields_values: (record['custom_fields_values'] as Wire[]).map((each) =>
          each['field_id'] === field ? { ...each, values } : each,
        ),
      }),
    )
    await world.setFaults({ path: '/contacts\\?.*order\\[id\\].*page=1/', body })
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts', 'companies'] })
    const preview = await new Promise<Extract<RunState, { phase: 'preview' }>>((resolve) => {
      run.subscribe((state) => {
        if (state.phase === 'preview') resolve(state)
      })
    })
    expect(preview.preview.counts.contacts).toMatchObject({
      changed: 1,
      firstTime: 0,
      zeroed: 0,
      unchanged: 4,
    })
    const { old, new: next } = preview.preview.totals('contacts')!
    expect(Number.isFinite(old.boughtSum) && Number.isFinite(next.boughtSum)).toBe(true)
    run.choose('changed')
    await new Promise<void>((resolve) => {
      run.subscribe((state) => {
        if (state.phase === 'report') resolve()
      })
    })
    expect(world.cardsSent() - sent).toBe(1)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each(bad)('%s: an opened card is written over it', async (_, values) => {
    const world = await aWorld()
    await world.open('contacts', 1)
    const right = storedFigures(world, 'contacts', 1)
    const sent = world.cardsSent()
    await changeCard(world, (field, row) => (row < 8 ? { ...field, values } : field))
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'shown', outcome: 'written' })
    expect(world.cardsSent() - sent).toBe(1)
    expect(storedFigures(world, 'contacts', 1)).toEqual({ ...right, ACTUAL_AT: expect.any(Number) as number })
  })

  it('a stamp that is no time is replaced, also where the figures are equal', async () => {
    const world = await aWorld({ write: 'changed' })
    await world.open('contacts', 1)
    const sent = world.cardsSent()
    await changeCard(world, (field) =>
      field['field_id'] === world.fields.contacts.actualAt
        ? { ...field, values: [{ value: 'вчера' }] }
        : field,
    )
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'shown', outcome: 'written' })
    expect(world.cardsSent() - sent).toBe(1)
  })

  it('a stamp that is no time is told as such where a card may not be written', async () => {
    const world = await aWorld({ cardRefresh: 'show' })
    await runThrough(world)
    await changeCard(world, (field) =>
      field['field_id'] === world.fields.contacts.actualAt
        ? { ...field, values: [{ value: 'вчера' }] }
        : field,
    )
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      outcome: 'equal',
      actualAt: null,
      stampFault: 'unreadable',
    })
  })

  it('a stamp that is no time over equal figures is no changed card without a visible change', async () => {
    const world = await aWorld()
    await runThrough(world)
    world.passTime(3600)
    const sent = world.cardsSent()
    const path = '/api/v4/contacts?order[id]=asc&limit=250&page=1'
    const stamp = world.fields.contacts.actualAt
    const body = await changedPage(world, path, 'contacts', 2, (record) => ({
      ...record,
      custom_fields_values: (record['custom_fields_values'] as Wire[]).map((each) =>
        each['field_id'] === stamp ? { ...each, values: [{ value: 'вчера' }] } : each,
      ),
    }))
    await world.setFaults({ path: '/contacts\\?.*order\\[id\\].*page=1/', body })
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts', 'companies'] })
    const { preview } = await untilPhase(run, 'preview')
    expect(preview.counts.contacts).toMatchObject({ changed: 0, firstTime: 0, wrongStamps: 1 })
    run.choose('changed')
    expect((await untilPhase(run, 'report')).report).toMatchObject({ changed: 0, stamped: 1, corrected: 1 })
    expect(world.cardsSent() - sent).toBe(1)
  })

  it('values of other people’s fields are not looked at', async () => {
    const world = await aWorld()
    const path = '/api/v4/contacts?order[id]=asc&limit=250&page=1'
    const body = await changedPage(world, path, 'contacts', 2, (record) => ({
      ...record,
      custom_fields_values: [null, 7, { field_id: 999, values: { a: 1 } }, { field_id: 'x' }],
    }))
    await world.setFaults({ path: '/contacts\\?.*order\\[id\\].*page=1/', body })
    await runThrough(world)
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
