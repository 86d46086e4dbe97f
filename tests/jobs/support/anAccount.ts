import type { AccountFile } from '../../../host/account/accountFile'

const wonStage = { pipeline_id: 10, status_id: 142 }
export const lostStage = { pipeline_id: 10, status_id: 143 }
export const openStage = { pipeline_id: 10, status_id: 100 }

const pipelines = [
  {
    id: 10,
    name: 'Продажи',
    is_main: true,
    _embedded: {
      statuses: [
        { id: 99, name: 'Неразобранное', type: 1, sort: 10 },
        { id: 100, name: 'Переговоры', type: 0, sort: 20 },
        { id: 142, name: 'Успешно реализовано', type: 0, sort: 10_000 },
        { id: 143, name: 'Закрыто и не реализовано', type: 0, sort: 11_000 },
      ],
    },
  },
] as unknown as NonNullable<AccountFile['pipelines']>

type Lead = NonNullable<AccountFile['leads']>[number]

/** A deal of 1,000 in a won stage with these contacts and this company; give what differs. */
export const aWireLead = (
  id: number,
  given: Partial<Lead> & { contacts?: readonly number[]; company?: number } = {},
): Lead => {
  const { contacts = [], company, ...rest } = given
  return {
    id,
    name: `Сделка ${id}`,
    price: 1000,
    ...wonStage,
    ...rest,
    _embedded: {
      contacts: contacts.map((contactId, position) => ({ id: contactId, is_main: position === 0 })),
      companies: company === undefined ? [] : [{ id: company }],
    },
  }
}

/** Contacts 1…n, companies 1001…, and no deals; give what differs. */
export const anAccount = (
  given: Partial<AccountFile> & { contactCount?: number; companyCount?: number } = {},
): AccountFile => {
  const { contactCount = 3, companyCount = 2, ...rest } = given
  return {
    account: { customers_mode: 'periodicity' },
    pipelines,
    contacts: Array.from({ length: contactCount }, (_, position) => ({
      id: position + 1,
      name: `Контакт ${position + 1}`,
    })),
    companies: Array.from({ length: companyCount }, (_, position) => ({
      id: position + 1001,
      name: `Компания ${position + 1001}`,
    })),
    leads: [],
    customers: [],
    ...rest,
  }
}
