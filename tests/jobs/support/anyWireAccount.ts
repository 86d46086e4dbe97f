import * as fc from 'fast-check'

import type { AccountFile } from '../../../host/account/accountFile'
import { anAccount } from './anAccount'

const contactCount = 7
const companyCount = 4
const contactIds = Array.from({ length: contactCount }, (_, position) => position + 1)
const companyIds = Array.from({ length: companyCount }, (_, position) => position + 1001)
const time = { created_at: 1_700_000_000, updated_at: 1_700_000_000 }

const links = fc.record({
  contacts: fc.shuffledSubarray(contactIds, { maxLength: 3 }),
  main: fc.option(fc.nat(2)),
  company: fc.option(fc.constantFrom(...companyIds)),
})

const toEmbedded = ({
  contacts,
  main,
  company,
}: {
  contacts: number[]
  main: number | null
  company: number | null
}) => ({
  contacts: contacts.map((id, position) => ({ id, is_main: position === main })),
  companies: company === null ? [] : [{ id: company }],
})

const price = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 5_000_000 }),
  fc.integer({ min: 1, max: 99_999_999 }).map((minor) => minor / 100),
)

/** A small account of any shape: shared deals, deals in the trash, free deals, unsorted ones, buyers in every stage and mode. */
export const anyWireAccount: fc.Arbitrary<AccountFile> = fc
  .record({
    leads: fc.array(
      fc.record({
        amount: price,
        stage: fc.constantFrom(99, 100, 142, 143),
        isDeleted: fc.nat(9).map((draw) => draw === 0),
        links,
      }),
      { maxLength: 25 },
    ),
    customers: fc.array(
      fc.record({
        next: price,
        ltv: price,
        purchases: fc.nat(4),
        stage: fc.constantFrom(70, 71, 72, 73, 74),
        links,
      }),
      { maxLength: 8 },
    ),
    contactCompanies: fc.tuple(...contactIds.map(() => fc.option(fc.constantFrom(...companyIds)))),
    mode: fc.constantFrom('periodicity', 'periodicity', 'segments', 'disabled'),
  })
  .map(({ leads, customers, contactCompanies, mode }) =>
    anAccount({
      account: { customers_mode: mode },
      customers_statuses: [70, 71, 72, 73, 74].map((id, position) => ({
        id,
        name: `Этап ${id}`,
        sort: position,
        is_default: position !== 1,
        type: [4, 0, 1, 2, 3][position],
      })) as unknown as NonNullable<AccountFile['customers_statuses']>,
      contacts: contactIds.map((id, position) => ({
        id,
        name: `Контакт ${id}`,
        ...time,
        _embedded: {
          companies: contactCompanies[position] == null ? [] : [{ id: contactCompanies[position] }],
        },
      })) as unknown as NonNullable<AccountFile['contacts']>,
      companyCount,
      leads: leads.map((lead, position) => ({
        id: 5e3 + position,
        name: `Сделка ${position}`,
        pipeline_id: 10,
        ...time,
        price: Math.trunc(lead.amount),
        price_with_minor_units: lead.amount,
        status_id: lead.stage,
        is_deleted: lead.isDeleted,
        _embedded: toEmbedded(lead.links),
      })) as unknown as NonNullable<AccountFile['leads']>,
      customers: customers.map((customer, position) => ({
        id: 9e3 + position,
        name: `Покупатель ${position}`,
        ...time,
        next_price: customer.next,
        ltv: customer.purchases === 0 ? 0 : customer.ltv,
        purchases_count: customer.purchases,
        status_id: customer.stage,
        _embedded: toEmbedded(customer.links),
      })) as unknown as NonNullable<AccountFile['customers']>,
    }),
  )
