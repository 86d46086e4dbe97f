import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import type { RefreshedCard } from '../../widget/jobs/freshCards'
import { createCardRefresh } from '../../widget/jobs/createCardRefresh'
import { settingsNotGiven } from '../../widget/settings/parseSettings'
import { anAccount, aWireLead, openStage } from './support/anAccount'
import { createCardWorld, settled } from './support/createCardWorld'
import { allRights, aUser, worldNow } from './support/createWorld'
import { storedFigures } from './support/storedFigures'

const leadsOf = (count: number, contacts: readonly number[] = [1]) =>
  Array.from({ length: count }, (_, position) => aWireLead(5000 + position, { contacts, company: 1001 }))
const customers = [
  {
    id: 9001,
    name: 'Покупатель',
    ltv: 500,
    purchases_count: 2,
    next_price: 70,
    _embedded: {
      contacts: [
        {
          id: 1,
          is_main: true,
        },
      ],
      companies: [],
    },
  },
] as unknown as NonNullable<AccountFile['customers']>

describe('an open card', () => {
  it('is computed 400 ms after it was opened, written and told', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3), customers }) })
    const told: RefreshedCard[] = []
    world.freshCards.onRefreshed((card) => told.push(card))
    const state = await world.open('contacts', 1)
    expect(state).toMatchObject({
      phase: 'shown',
      outcome: 'written',
      isWhole: true,
      actualAt: worldNow,
      figures: {
        boughtCount: 5,
        boughtSum: 35e4,
        averageCheck: 7e4,
      },
    })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_COUNT: '5', AVERAGE_CHECK: '700' })
    expect(told).toMatchObject([{ parent: { type: 'contacts', id: 1 }, actualAt: worldNow }])
  })

  it('costs at most 8 calls with 250 deals and buyers, and no list of fields', async () => {
    const account = anAccount({ leads: leadsOf(250), customers })
    const world = await createCardWorld({ account, filters: true })
    await world.open('contacts', 1)
    expect(world.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`).sort()).toEqual([
      'GET /api/v4/contacts/1',
      'GET /api/v4/customers/9001',
      'GET /api/v4/customers/statuses',
      'GET /api/v4/leads',
      'GET /api/v4/leads',
      'GET /api/v4/leads',
      'GET /api/v4/leads/pipelines',
      'PATCH /api/v4/contacts',
    ])
    world.requests.length = 0
    world.passTime(60)
    await world.open('contacts', 1)
    expect(world.requests).toHaveLength(5)
  })

  it('left within 400 ms makes no call at all, and says nothing afterwards', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    const states: string[] = []
    card.subscribe(({ phase }) => states.push(phase))
    card.start()
    card.cancel()
    const later = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    later.subscribe(({ phase }) => {
      if (phase === 'reading') later.cancel()
    })
    later.start()
    await world.untilQuiet()
    expect(states).toEqual([])
    expect(world.writes()).toEqual([])
    expect(later.state().phase).toBe('reading')
  })

  it('explains its figures by the records read last', async () => {
    const leads = [...leadsOf(2), aWireLead(7000, { contacts: [1], ...openStage, name: 'В работе' })]
    const world = await createCardWorld({ account: anAccount({ leads }) })
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    expect(card.explain()).toBeNull()
    card.refresh()
    await settled(card)
    expect(card.explain()?.contributions.map(({ name }) => name)).toContain('В работе')
    expect(card.explain()?.contributions).toHaveLength(3)
  })

  it('with write = always renews the stamp of equal figures only after 10 minutes; with changed never', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    await world.open('contacts', 1)
    world.passTime(599)
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ outcome: 'equal', actualAt: worldNow })
    world.passTime(2)
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      outcome: 'written',
      actualAt: worldNow + 602,
    })
    world.setSettings({ write: 'changed' })
    world.passTime(5000)
    const state = await world.open('contacts', 1)
    expect(state).toMatchObject({ outcome: 'equal', actualAt: worldNow + 602 })
    await world.change({ op: 'update', entity: 'leads', id: 5000, set: { price: 1 } })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ outcome: 'written' })
  })

  it('is shown and not written with cardRefresh = show, and not even read with off', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    world.setSettings({ cardRefresh: 'show' })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      outcome: 'shown',
      keptBy: 'settings',
      actualAt: null,
    })
    world.setSettings({ cardRefresh: 'off' })
    world.requests.length = 0
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    card.start()
    await world.untilQuiet()
    expect(world.requests).toEqual([])
    card.refresh()
    await expect(settled(card)).resolves.toMatchObject({ outcome: 'shown' })
    expect(world.writes()).toEqual([])
  })

  it('is never written for a user who does not see everything, nor where he may not edit it', async () => {
    const rights = { leads: allRights, contacts: { ...allRights, edit: 'M' as const }, companies: allRights }
    const limited = aUser({ isAdmin: false, hasHiddenStages: true })
    const strangerToIt = aUser({ id: 8_800_003, isAdmin: false, rights })
    for (const [user, isWhole] of [
      [limited, false],
      [strangerToIt, true],
    ] as const) {
      const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }), user })
      await expect(world.open('contacts', 1)).resolves.toMatchObject({
        isWhole,
        outcome: 'shown',
        keptBy: 'rights',
      })
      expect(world.writes()).toEqual([])
    }
  })

  it('gives a company the deals of its contacts that have no company themselves', async () => {
    const contacts = [1, 2].map((id) => ({ id, name: `К${id}`, _embedded: { companies: [{ id: 1001 }] } }))
    const leads = [
      aWireLead(1, { company: 1001, contacts: [1] }),
      aWireLead(2, { contacts: [1, 2] }),
      aWireLead(3, { contacts: [2], company: 1002 }),
    ]
    const account = anAccount({ leads, contacts: contacts })
    const world = await createCardWorld({ account, settings: { companies: 'withContacts' } })
    await expect(world.open('companies', 1001)).resolves.toMatchObject({ figures: { boughtCount: 2 } })
  })

  it('reads up to 50 deals one by one with progress where filters are off, and asks above that', async () => {
    const leads = [...leadsOf(40), aWireLead(9000, { contacts: [2] })]
    const world = await createCardWorld({ account: anAccount({ leads }), filters: false })
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    const progress: string[] = []
    card.subscribe((state) => {
      if (state.phase === 'reading' && state.progress)
        progress.push(`${state.progress.read}/${state.progress.total}`)
    })
    card.start()
    await expect(settled(card)).resolves.toMatchObject({ figures: { boughtCount: 40 } })
    expect(progress[0]).toBe('1/40')
    expect(progress.at(-1)).toBe('40/40')

    const big = await createCardWorld({ account: anAccount({ leads: leadsOf(180) }), filters: false })
    const bigCard = createCardRefresh(big.cardDeps, { type: 'contacts', id: 1 })
    bigCard.start()
    await expect(settled(bigCard)).resolves.toMatchObject({ phase: 'tooMany', leads: 180, secondsNeeded: 36 })
    expect(big.writes()).toEqual([])
    bigCard.refresh()
    await expect(settled(bigCard)).resolves.toMatchObject({
      outcome: 'written',
      figures: { boughtCount: 180 },
    })
  })

  it('makes a deleted field again for an admin and writes it', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    await world.client.deleteCustomField('contacts', world.fields.contacts.refusedSum ?? 0, {
      priority: 'run',
    })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      outcome: 'written',
      restoredFields: ['refusedSum'],
      missingFields: [],
    })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ REFUSED_SUM: '0', BOUGHT_COUNT: '3' })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ outcome: 'equal', restoredFields: [] })
  })

  it('makes no more than one new set of fields where the CRM refuses them and never lists what was made', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    const ours = Object.values(world.fields.contacts)
    const answer = await world.host.app.fetch(
      new Request('http://crm.test/api/v4/contacts/custom_fields?limit=250', {
        headers: { Authorization: 'Bearer local-token' },
      }),
    )
    const { _embedded } = (await answer.json()) as { _embedded: { custom_fields: { id: number }[] } }
    const custom_fields = _embedded.custom_fields.filter(({ id }) => !ours.includes(id))
    const issue = { code: 'NotSupportedChoice', path: 'custom_fields_values.0.field_id', detail: 'нет поля' }
    const errors = { 'validation-errors': [{ request_id: '0', errors: [issue] }] }
    await world.setFaults(
      {
        method: 'GET',
        path: '/\\/contacts\\/custom_fields\\?/',
        body: { _page: 1, _links: {}, _embedded: { custom_fields } },
      },
      {
        method: 'PATCH',
        status: 400,
        contentType: 'application/problem+json',
        body: { title: 'Bad Request', status: 400, detail: 'Request validation failed', ...errors },
      },
    )
    const made = () => world.requests.filter(({ method }) => method === 'POST').length
    const before = world.host.context.store.fields.contacts.fields.length
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'failed', error: 'refused' })
    expect(world.writes()).toHaveLength(2)
    expect(made()).toBeLessThanOrEqual(2)
    expect(world.host.context.store.fields.contacts.fields.length - before).toBeLessThanOrEqual(8)
  })

  it('writes the rest for others, names the field that is gone, and does not try again at every opening', async () => {
    const user = aUser({ isAdmin: false })
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }), user })
    await world.client.deleteCustomField('contacts', world.fields.contacts.refusedSum ?? 0, {
      priority: 'run',
    })
    const state = await world.open('contacts', 1)
    expect(state).toMatchObject({ outcome: 'written', missingFields: ['refusedSum'] })
    const sent = world.writes().length
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      outcome: 'equal',
      missingFields: ['refusedSum'],
    })
    expect(world.writes().length).toBe(sent)
  })

  it('keeps what it knew on screen while it reads again, and after a failure', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    await world.open('contacts', 1)
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    const known: unknown[] = []
    card.subscribe((state) => {
      if (state.phase === 'reading') known.push(state.known?.figures.boughtCount ?? null)
    })
    card.refresh()
    await settled(card)
    card.refresh()
    await settled(card)
    expect(known).toEqual([null, 3, 3])
    await world.setFaults({ path: '/api/v4/leads?', status: 402, body: { status: 402, detail: 'Payment' } })
    card.refresh()
    await expect(settled(card)).resolves.toMatchObject({
      phase: 'failed',
      request: expect.stringContaining('GET /api/v4/leads'),
      known: { figures: { boughtCount: 3 }, checkedAt: expect.any(Number) },
    })
  })

  it('names the list that did not come whole, and makes no field by it', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    await world.client.deleteCustomField('contacts', world.fields.contacts.refusedSum ?? 0, {
      priority: 'run',
    })
    world.requests.length = 0
    await world.setFaults({
      path: '/api/v4/contacts/custom_fields?',
      rewrite: { keepRows: 2, addNext: true },
    })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      phase: 'failed',
      error: 'notWhole',
      request: expect.stringContaining('/api/v4/contacts/custom_fields'),
    })
    expect(world.requests.filter(({ method }) => method === 'POST')).toEqual([])
    expect(storedFigures(world, 'contacts', 1)).not.toHaveProperty('BOUGHT_COUNT')
    await world.setFaults()
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ outcome: 'written' })
  })

  it('keeps what it knew on screen when the card is deleted meanwhile', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    card.refresh()
    await settled(card)
    await world.setFaults({ path: '/api/v4/contacts/1', status: 404, body: { status: 404, detail: '' } })
    card.refresh()
    await expect(settled(card)).resolves.toMatchObject({
      phase: 'failed',
      error: 'notFound',
      known: { figures: { boughtCount: 3 }, checkedAt: expect.any(Number) },
    })
  })

  it('shows figures that do not fit, writes nothing and names the field', async () => {
    const leads = [aWireLead(1, { contacts: [1], price: 9_007_199_254_740_000 })]
    const world = await createCardWorld({ account: anAccount({ leads }) })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      outcome: 'tooManyDigits',
      unwritable: 'boughtSum',
    })
    expect(world.writes()).toEqual([])
  })

  it('says so when the card is gone, the settings are broken or the CRM fails', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    await expect(world.open('contacts', 999)).resolves.toMatchObject({
      phase: 'failed',
      error: 'notFound',
      known: null,
    })
    await world.setFaults({
      path: '/api/v4/leads?',
      status: 402,
      body: { status: 402, detail: 'Payment Required' },
    })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'failed', error: 'payment' })
    const broken = { ok: false, issues: [] } as const
    const card = createCardRefresh({ ...world.cardDeps, settings: () => broken }, { type: 'contacts', id: 1 })
    card.start()
    await expect(settled(card)).resolves.toEqual({ phase: 'settingsBroken' })
  })

  it('counts nothing by the defaults where the page has given no settings', async () => {
    const world = await createCardWorld({ account: anAccount({ leads: leadsOf(3) }) })
    const card = createCardRefresh(
      { ...world.cardDeps, settings: () => settingsNotGiven },
      { type: 'contacts', id: 1 },
    )
    card.start()
    await expect(settled(card)).resolves.toEqual({ phase: 'settingsNotGiven' })
    expect(world.requests).toEqual([])
  })
})
