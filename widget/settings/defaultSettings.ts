import type { Settings } from './settings'

/** What holds until an admin saves something else. */
export const defaultSettings: Settings = {
  v: 1,
  entities: ['contacts', 'companies'],
  inWork: { open: true, stages: {} },
  bought: { won: true, stages: {} },
  refused: { lost: true, stages: {} },
  buyers: { upcoming: true, notBought: false, purchases: true, closed: true },
  contacts: 'all',
  companies: 'own',
  write: 'always',
  empty: 'zero',
  zeroBudget: 'count',
  averageDigits: 2,
  rate: 5,
  cardRefresh: 'write',
  preview: 'ask',
  saleDateField: null,
  fields: { contacts: {}, companies: {} },
}
