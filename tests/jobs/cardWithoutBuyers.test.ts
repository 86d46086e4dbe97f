import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { createCardRefresh } from '../../widget/jobs/createCardRefresh'
import { anAccount, aWireLead } from './support/anAccount'
import { createCardWorld, settled } from './support/createCardWorld'
import { storedFigures } from './support/storedFigures'

const customers = [
  {
    id: 9001,
    name: 'Покупатель',
    ltv: 500,
    purchases_count: 2,
    next_price: 70,
    _embedded: { contacts: [{ id: 1, is_main: true }], companies: [{ id: 1001 }] },
  },
] as unknown as NonNullable<AccountFile['customers']>

const account = (mode = 'periodicity') =>
  anAccount({
    account: { customers_mode: mode } as NonNullable<AccountFile['account']>,
    leads: Array.from({ length: 3 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [1, 2], company: 1001 }),
    ),
    customers,
  })

const withBuyers = { boughtCount: 5, boughtSum: 35e4 }
const withoutBuyers = { boughtCount: 3, boughtSum: 3e5, inWorkCount: 0, inWorkSum: 0 }
const refusal = (status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: { title: 'Error', status, detail: 'Тариф без покупателей' },
})

describe('an open card whose buyers are refused while the account answers', () => {
  it.each(['402', '403', '404', '422', '501'] as const)(
    'shows at %s its figures without them, and writes nothing',
    async (buyersMethod) => {
      const world = await createCardWorld({ account: account() })
      await world.setUnverified({ buyersMethod })
      const state = await world.open('contacts', 1)
      expect(state).toMatchObject({
        phase: 'shown',
        outcome: 'withoutBuyers',
        withoutBuyers: { status: Number(buyersMethod) },
        figures: withoutBuyers,
        keptBy: null,
      })
      expect(world.writes()).toEqual([])
    },
  )

  it('leaves the fields as they were, and counts anew at «Обновить»', async () => {
    const world = await createCardWorld({ account: account() })
    await world.open('contacts', 1)
    const before = storedFigures(world, 'contacts', 1)
    await world.setUnverified({ buyersMethod: '402' })
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    card.start()
    expect(await settled(card)).toMatchObject({ outcome: 'withoutBuyers', figures: withoutBuyers })
    expect(storedFigures(world, 'contacts', 1)).toEqual(before)
    const explanation = card.explain()
    expect(explanation?.figures).toMatchObject(withoutBuyers)
    expect(explanation?.contributions.map(({ source }) => source)).toEqual(['lead', 'lead', 'lead'])

    await world.setUnverified({})
    card.refresh()
    const again = await settled(card)
    expect(again).toMatchObject({ outcome: 'equal', figures: withBuyers })
    expect(again).not.toHaveProperty('withoutBuyers')
  })

  it('keeps the mark on its figures while they are read again', async () => {
    const world = await createCardWorld({ account: account() })
    await world.setUnverified({ buyersMethod: '402' })
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    card.start()
    await settled(card)
    card.refresh()
    expect(card.state()).toMatchObject({ phase: 'reading', known: { withoutBuyers: { status: 402 } } })
  })

  it.each([402, 403, 404, 422])(
    'asks at %i for the card once more where buyers may not be asked along',
    async (status) => {
      const world = await createCardWorld({ account: account() })
      await world.setFaults({ path: '/with=[^&]*customers/', ...refusal(status) })
      expect(await world.open('contacts', 1)).toMatchObject({
        outcome: 'withoutBuyers',
        withoutBuyers: { status, detail: 'Тариф без покупателей' },
        figures: withoutBuyers,
      })
      expect(world.writes()).toEqual([])
    },
  )

  it('says that a card is gone where it is, and asks nothing more at 204', async () => {
    const world = await createCardWorld({ account: account() })
    expect(await world.open('contacts', 999)).toMatchObject({ phase: 'failed', error: 'notFound' })
    expect(world.requests.filter(({ path }) => path.includes('/999'))).toHaveLength(1)
    await world.setFaults({ path: '/api/v4/contacts/1', ...refusal(404) })
    expect(await world.open('contacts', 1)).toMatchObject({ phase: 'failed', error: 'notFound' })
  })

  it.each(['402', '422', '204', 'empty'] as const)(
    'writes nothing where the stages of buyers are %s and the account has some',
    async (buyerStages) => {
      const world = await createCardWorld({ account: account() })
      await world.setUnverified({ buyerStages })
      const kind = Number(buyerStages) > 400 ? 'refused' : 'noStages'
      for (const _time of [1, 2])
        expect(await world.open('contacts', 1)).toMatchObject({
          outcome: 'withoutBuyers',
          withoutBuyers: { kind },
          figures: withoutBuyers,
        })
      expect(world.writes()).toEqual([])
      await world.setUnverified({})
      expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written', figures: withBuyers })
    },
  )

  it.each(['disabled', 'unavailable'])('minds no refusal in an account whose buyers are %s', async (mode) => {
    const world = await createCardWorld({ account: account(mode) })
    await world.setUnverified({ buyersMethod: '402' })
    const state = await world.open('contacts', 1)
    expect(state).toMatchObject({ outcome: 'written', figures: withoutBuyers })
    expect(state).not.toHaveProperty('withoutBuyers')
  })

  it('minds no refusal on a card without buyers', async () => {
    const world = await createCardWorld({
      account: account(),
      settings: { companies: 'withContacts' },
    })
    await world.setUnverified({ buyersMethod: '402' })
    expect(await world.open('contacts', 2)).toMatchObject({ outcome: 'written' })
    expect(await world.open('companies', 1002)).toMatchObject({ outcome: 'written' })
  })

  it('marks a company whose contacts alone have buyers', async () => {
    const world = await createCardWorld({
      account: anAccount({
        contacts: [{ id: 1, name: 'Контакт', _embedded: { companies: [{ id: 1001 }] } }] as never,
        leads: [aWireLead(5000, { contacts: [1], company: 1001 })],
        customers: [{ ...customers[0], _embedded: { contacts: [{ id: 1 }], companies: [] } }] as never,
      }),
      settings: { companies: 'withContacts' },
    })
    await world.setUnverified({ buyersMethod: '402' })
    expect(await world.open('companies', 1001)).toMatchObject({
      outcome: 'withoutBuyers',
      figures: { boughtCount: 1 },
    })
    expect(world.writes()).toEqual([])
  })

  it.each(['disabled', 'periodicity'])(
    'does not lose the only contact of a company, in mode %s, where it is not found along with its buyers',
    async (mode) => {
      const world = await createCardWorld({
        account: anAccount({
          account: { customers_mode: mode } as NonNullable<AccountFile['account']>,
          contacts: [{ id: 1, name: 'Контакт', _embedded: { companies: [{ id: 1001 }] } }] as never,
          leads: [
            aWireLead(5000, { contacts: [1], company: 1001 }),
            aWireLead(5001, { contacts: [1] }),
            aWireLead(5002, { contacts: [1] }),
          ],
        }),
        settings: { companies: 'withContacts' },
      })
      for (const path of ['/with=[^&]*customers/', '/contacts\\/1\\?.*with=[^&]*customers/']) {
        await world.setFaults({ path, ...refusal(404) })
        const state = await world.open('companies', 1001)
        expect(state).toMatchObject({ phase: 'shown', figures: { boughtCount: 3, boughtSum: 3e5 } })
        expect(storedFigures(world, 'companies', 1001)['BOUGHT_COUNT'] ?? '3').toBe('3')
      }
    },
  )

  it.each(['segments', 'periodicity'])(
    'does not take a buyer that is not found for a deleted one, in mode %s, where purchases alone count',
    async (mode) => {
      const world = await createCardWorld({
        account: account(mode),
        settings: { buyers: { upcoming: false, notBought: false, purchases: true, closed: false } },
      })
      await world.setUnverified({ buyersMethod: '404' })
      expect(await world.open('contacts', 1)).toMatchObject({
        outcome: 'withoutBuyers',
        withoutBuyers: { status: 404 },
        figures: withoutBuyers,
      })
      expect(world.writes()).toEqual([])
    },
  )

  it('asks nothing of buyers that the settings leave out', async () => {
    const world = await createCardWorld({
      account: account(),
      settings: { buyers: { upcoming: false, notBought: false, purchases: false, closed: false } },
    })
    await world.setUnverified({ buyersMethod: '402' })
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written', figures: withoutBuyers })
    expect(world.requests.some(({ path }) => path.includes('customers'))).toBe(false)
  })

  it('stops with the reason of the CRM where the account itself is not paid', async () => {
    const world = await createCardWorld({ account: account() })
    await world.setFaults({ path: '/api/v4/', ...refusal(402) })
    expect(await world.open('contacts', 1)).toMatchObject({ phase: 'failed', error: 'payment' })
  })

  it('costs with buyers what it cost before', async () => {
    const world = await createCardWorld({ account: account(), filters: true })
    await world.open('contacts', 1)
    expect(world.requests.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`).sort()).toEqual([
      'GET /api/v4/contacts/1',
      'GET /api/v4/customers/9001',
      'GET /api/v4/customers/statuses',
      'GET /api/v4/leads',
      'GET /api/v4/leads/pipelines',
      'PATCH /api/v4/contacts',
    ])
  })
})
