import type { AccountFile, FileLead } from '../../../host/account/accountFile'
import { createRandom } from '../../../host/seeds/createRandom'
import type { PartialSettings } from '../../oracle/plainSettings'

export const adminId = 8_800_001
const managerId = 8_800_003
const limitedId = 8_800_004

/** Ids of the first record of each kind; the others follow. */
export const firstIds = { contacts: 1001, companies: 5001, leads: 20_001, customers: 40_001 }

const pipelineIds = [11, 12, 13] as const
const stagesOf = (pipelineId: number): readonly number[] => [
  pipelineId * 10 + 1,
  pipelineId * 10 + 1,
  pipelineId * 10 + 2,
  142,
  142,
  143,
  pipelineId * 10,
]

export interface BusySizes {
  readonly contacts: number
  readonly companies: number
  readonly leads: number
  readonly customers?: number
}

type BusySettings = PartialSettings & {
  readonly rate?: number
  readonly cardRefresh?: 'write' | 'show' | 'off'
  readonly preview?: 'ask' | 'skip'
}

/**
 * An account with everything that counts: deals in three pipelines (one of them in the archive), unsorted, deleted, free of charge and with
 * kopecks; deals with several contacts and with none; buyers with purchases. The same sizes give the same account.
 */
export const aBusyAccount = (
  { contacts, companies, leads, customers = 40 }: BusySizes,
  settings: BusySettings = {},
): AccountFile => {
  const random = createRandom(contacts * 7 + leads)
  const whole = (below: number): number => Math.floor(random.fraction() * below)
  const linksOf = (): FileLead['_embedded'] => ({
    contacts: Array.from({ length: [0, 1, 1, 1, 2, 3][whole(6)] ?? 0 }, () => whole(contacts))
      .filter((one, index, all) => all.indexOf(one) === index)
      .map((one, index) => ({ id: firstIds.contacts + one, is_main: index === 0 })),
    companies: whole(5) === 0 ? [] : [{ id: firstIds.companies + whole(companies) }],
  })
  const list = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index))
  return {
    pipelines: pipelineIds.map((id, index) => pipelineOf(id, index)),
    contacts: list(contacts, (index) => ({
      id: firstIds.contacts + index,
      name: `Контакт ${index}`,
      responsible_user_id: index % 3 === 0 ? managerId : index % 3 === 1 ? limitedId : adminId,
      _embedded: { companies: index % 4 === 0 ? [] : [{ id: firstIds.companies + (index % companies) }] },
    })),
    companies: list(companies, (index) => ({
      id: firstIds.companies + index,
      name: `Компания ${index}`,
      responsible_user_id: index % 3 === 0 ? managerId : index % 3 === 1 ? limitedId : adminId,
    })),
    leads: list(leads, (index) => {
      const pipelineId = pipelineIds[whole(pipelineIds.length)] ?? 11
      const stages = stagesOf(pipelineId)
      return {
        id: firstIds.leads + index,
        name: `Сделка ${index}`,
        pipeline_id: pipelineId,
        status_id: stages[whole(stages.length)] ?? 142,
        price: whole(9) === 0 ? 0 : whole(300_000) + (whole(4) === 0 ? 0.37 : 0),
        is_deleted: whole(25) === 0,
        responsible_user_id: index % 2 === 0 ? limitedId : adminId,
        _embedded: linksOf(),
      } as FileLead
    }),
    customers: list(customers, (index) => ({
      id: firstIds.customers + index,
      name: `Покупатель ${index}`,
      next_price: whole(50_000),
      status_id: 70 + whole(5),
      _embedded: linksOf(),
    })) as NonNullable<AccountFile['customers']>,
    customers_statuses: [4, 0, 1, 2, 3].map((type, index) => ({
      id: 70 + index,
      name: `Этап покупателя ${index}`,
      type,
      sort: index * 10,
      is_default: index !== 1,
    })),
    transactions: list(customers * 2, (index) => ({
      id: 60_001 + index,
      customer_id: firstIds.customers + whole(customers || 1),
      price: whole(20_000),
      completed_at: 1_690_000_000 + index * 3600,
    })).slice(0, customers === 0 ? 0 : undefined),
    widgets: [withSettings(settings)],
  }
}

/** The widget installed with these settings; the rate is high, because pace is not the subject. */
export const withSettings = (settings: BusySettings = {}) => ({
  code: 'sales_analytics',
  installed: true,
  active: true,
  settings: { custom: JSON.stringify({ v: 1, rate: 50, ...settings }) },
})

const pipelineOf = (id: number, index: number) => ({
  id,
  name: ['Продажи', 'Сервис', 'Старая воронка'][index] ?? '',
  sort: index + 1,
  is_main: index === 0,
  is_archive: index === 2,
  is_unsorted_on: true,
  _embedded: {
    statuses: [
      { id: id * 10, name: 'Неразобранное', type: 1, sort: 10 },
      { id: id * 10 + 1, name: index === 0 ? 'Переговоры' : `Первый этап ${id}`, type: 0, sort: 20 },
      { id: id * 10 + 2, name: index === 0 ? 'Договор' : `Второй этап ${id}`, type: 0, sort: 30 },
      { id: 142, name: 'Успешно реализовано', type: 0, sort: 10_000 },
      { id: 143, name: 'Закрыто и не реализовано', type: 0, sort: 11_000 },
    ],
  },
})
