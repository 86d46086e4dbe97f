import type { AccountFile } from '../../../host/account/accountFile'
import { anAccount, aWireLead, lostStage, openStage } from './anAccount'

const withMain = (ids: readonly number[], main: number) => ({
  contacts: ids.map((id) => ({ id, is_main: id === main })),
  companies: [],
})

/**
 * A small account in which every list of links is empty somewhere and filled elsewhere, sums have kopecks, and the main contact is not the
 * one with the lowest number.
 */
export const anOddAccount = (): AccountFile => {
  const leads: NonNullable<AccountFile['leads']> = [
    aWireLead(501, { price: 1000, contacts: [1], company: 1001 }),
    { ...aWireLead(502, { price: 2000.5 }), _embedded: withMain([1, 2], 2) },
    { ...aWireLead(503, { price: 300.99 }), _embedded: withMain([1, 2, 3], 3) },
    aWireLead(504, { price: 700 }),
    aWireLead(505, { price: 40, company: 1002 }),
    aWireLead(506, { price: 550, ...openStage, contacts: [2] }),
    aWireLead(507, { price: 10.01, ...lostStage, contacts: [3], company: 1001 }),
  ]
  return anAccount({
    contactCount: 5,
    companyCount: 3,
    contacts: [1, 2, 3, 4, 5].map((id) => ({
      id,
      name: `Контакт ${id}`,
      _embedded: { companies: id === 2 ? [{ id: 1002 }] : [] },
    })) as unknown as NonNullable<AccountFile['contacts']>,
    leads,
    customers_statuses: [70, 71, 72, 73, 74].map((id, position) => ({
      id,
      name: `Этап ${id}`,
      sort: position,
      is_default: position !== 1,
      type: [4, 0, 1, 2, 3][position],
    })) as unknown as NonNullable<AccountFile['customers_statuses']>,
    customers: [
      { id: 801, name: 'Иванов', ltv: 1500.5, purchases_count: 2, status_id: 70, main: [1, 2] },
      { id: 802, name: 'Петров', ltv: 0, purchases_count: 0, status_id: 72, next_price: 90, main: [2] },
      { id: 803, name: 'Без связей', ltv: 0, purchases_count: 0, status_id: 74, next_price: 5, main: [] },
    ].map(({ main, ...customer }) => ({
      ...customer,
      _embedded: withMain(main, main.at(-1) ?? 0),
    })) as unknown as NonNullable<AccountFile['customers']>,
  })
}
