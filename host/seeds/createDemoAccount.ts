import type { AccountFile, FileLead } from '../account/accountFile'
import { addBuyers } from './demo/addBuyers'
import { addCompany, addPrivateClient, clientTags } from './demo/addClients'
import { demoSources, firstLossReasonId, leadTags, lossReasons } from './demo/addDeal'
import { addDemoDays } from './demo/addDemoDays'
import { addPrintedCompanies } from './demo/addPrintedCompanies'
import { createBuyersAt, createBuyerStages } from './demo/createBuyers'
import { createLeadAt } from './demo/dealScript'
import { createDemoFields } from './demo/demoFields'
import { createDemoLedger, type DemoLedger } from './demo/demoLedger'
import { createDemoPipelines, hiddenStage, salesPipeline } from './demo/demoPipelines'
import { createDemoCatalog } from './demo/demoProducts'
import { createDemoUsers, userGroups } from './demo/demoUsers'
import { moscowTime } from './demo/moscowTime'
import { createRandom, type Random } from './createRandom'

const seed = 20201015
const ordinaryCompanies = 175
const privateClients = 262

/**
 * The demo account as it stands at `now` (unix seconds): a small printing house with 194 companies, some 1,200
 * contacts, 3,000 deals and 300 buyers. The same `now` gives the same account; a later one differs only in what
 * happened since. Nothing in it has happened after `now`, and nobody in it is real.
 */
export function createDemoAccount(now: number): AccountFile {
  const ledger = createDemoLedger()
  const random = createRandom(seed)
  addPrintedCompanies(ledger, random)
  addEarlierClients(ledger, random)
  addDemoDays(ledger, seed, addBuyers(ledger, random), now)
  const buyers = createBuyersAt(ledger.buyers, now)
  const leads = ledger.deals.map((script) => createLeadAt(script, now)).filter((lead) => lead !== null)
  return {
    ...createFrame(),
    companies: until(ledger.companies, now),
    contacts: withLastTouch(until(ledger.contacts, now), leads),
    leads,
    customers: buyers.customers ?? [],
    transactions: buyers.transactions ?? [],
    notes: until(ledger.notes, now),
    tasks: until(ledger.tasks, now).map((task) => finishTask(task, now)),
    talks: until(ledger.talks, now),
    events: numberEvents(until([...ledger.events, ...buyers.events], now)),
  }
}

/** Everything that is there from the first day and never changes. */
function createFrame(): AccountFile {
  return {
    account: {
      name: 'Печатный двор «Демо»',
      created_at: moscowTime(2019, 1, 14, 12),
      updated_at: moscowTime(2019, 1, 14, 12),
      users_groups: userGroups,
    },
    users: createDemoUsers(hiddenStage),
    pipelines: createDemoPipelines(),
    customers_statuses: createBuyerStages(),
    loss_reasons: lossReasons.map((name, index) => ({
      id: firstLossReasonId + index,
      name,
      sort: (index + 1) * 10,
    })),
    sources: demoSources.map(({ id, name }) => ({
      id,
      name,
      external_id: `demo-${id}`,
      pipeline_id: salesPipeline.id,
    })),
    tags: [
      ...leadTags.map((tag) => ({ ...tag, entity_type: 'leads' })),
      ...clientTags,
      { id: 330301, name: 'абонемент', color: null, entity_type: 'customers' },
    ],
    custom_fields: createDemoFields(),
    ...createDemoCatalog(),
  }
}

function addEarlierClients(ledger: DemoLedger, random: Random): void {
  const from = moscowTime(2020, 11, 2, 10)
  const to = moscowTime(2023, 9, 29, 18)
  const arrivals = Array.from({ length: ordinaryCompanies + privateClients }, (_, index) => ({
    at: random.integer(from, to),
    isCompany: index < ordinaryCompanies,
  })).sort((left, right) => left.at - right.at)
  for (const { at, isCompany } of arrivals) {
    if (isCompany) ledger.companyClients.push(addCompany(ledger, random, at))
    else ledger.privateClients.push(addPrivateClient(ledger, random, at))
  }
}

function until<T extends { created_at: number }>(list: readonly T[], now: number): T[] {
  return list.filter(({ created_at }) => created_at <= now)
}

/** A contact was last changed when it was linked to its latest deal. */
function withLastTouch<T extends { id: number; updated_at?: number }>(
  contacts: readonly T[],
  leads: readonly FileLead[],
): T[] {
  const touchedAt = new Map<number, number>()
  for (const { created_at = 0, _embedded } of leads) {
    for (const { id } of _embedded?.contacts ?? []) touchedAt.set(id, created_at)
  }
  return contacts.map((contact) => ({
    ...contact,
    updated_at: Math.max(contact.updated_at ?? 0, touchedAt.get(contact.id) ?? 0),
  }))
}

function finishTask<T extends { is_completed?: boolean; complete_till?: number; created_at: number }>(
  task: T,
  now: number,
): T {
  const due = task.complete_till ?? task.created_at
  const isCompleted = task.is_completed === true && due <= now
  return { ...task, is_completed: isCompleted, updated_at: isCompleted ? due : task.created_at }
}

/** Events in order of time with ids like the CRM's: the time, then a number within the second. */
function numberEvents(events: DemoLedger['events']): DemoLedger['events'] {
  let second = 0
  let number = 0
  return events
    .sort((left, right) => left.created_at - right.created_at)
    .map((event) => {
      number = event.created_at === second ? number + 1 : 0
      second = event.created_at
      const time = (second * 1000).toString(32).padStart(10, '0')
      return { ...event, id: `${time}demo${String(number).padStart(12, '0')}` }
    })
}
