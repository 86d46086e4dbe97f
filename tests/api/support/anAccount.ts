import type { AccountFile } from '../../../host/account/accountFile'

/** Ids of the fields in `anAccount`. */
export const fieldIds = {
  boughtCount: 1700001,
  boughtSum: 1700002,
  averageCheck: 1700003,
  inWorkCount: 1700004,
  inWorkSum: 1700005,
  refusedCount: 1700006,
  refusedSum: 1700007,
  actualAt: 1700008,
} as const

/** An account with the eight fields on contacts, and so many records of each kind; deal N is linked with contact N as long as there is one. */
export function anAccount(
  counts: {
    readonly contacts?: number
    readonly leads?: number
    readonly customers?: number
    readonly companies?: number
  } = {},
): AccountFile {
  const { contacts = 0, leads = 0, customers = 0, companies = 0 } = counts
  return {
    contacts: rows(contacts, (row) => ({
      id: 51_000_001 + row,
      name: `Контакт ${row}`,
      updated_at: 1_700_000_000 + row,
    })),
    companies: rows(companies, (row) => ({ id: 52_000_001 + row, name: `Компания ${row}` })),
    leads: rows(leads, (row) => ({
      id: 41_000_001 + row,
      price: 1000 + row,
      status_id: 142,
      pipeline_id: 7_100_001,
      updated_at: 1_700_000_000 + row,
      _embedded: {
        contacts: row < contacts ? [{ id: 51_000_001 + row, is_main: true }] : [],
        companies: row < companies ? [{ id: 52_000_001 + row }] : [],
      },
    })),
    customers: rows(customers, (row) => ({
      id: 91_000_001 + row,
      name: `Покупатель ${row}`,
      updated_at: 1_700_000_000 + ((row * 7919) % 10_000),
    })),
    custom_fields: {
      contacts: Object.entries(fieldIds).map(([name, id]) => ({
        id,
        name,
        type: name === 'actualAt' ? 'date_time' : 'numeric',
      })),
    },
  }
}

function rows<T>(count: number, row: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => row(index))
}
