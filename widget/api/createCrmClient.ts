import type { AxiosAdapter } from 'axios'
import type { Milliseconds } from '../records/brands'
import type { CustomerStage } from '../records/pipeline'
import { isCrmError } from '../records/crmError'
import { callAndDecode } from './callAndDecode'
import type { Clock } from './clock'
import type { CallOptions, CrmClient, ListOptions } from './crmClient'
import { createCaller, type WaitReason } from './createCaller'
import { createIdSet } from './createIdSet'
import { createSendQueue } from './createSendQueue'
import { createSourceReader, eventSizes, recordSizes } from './createSourceReader'
import { createTransport } from './createTransport'
import { decodeAccount } from './decodeAccount'
import { decodeCustomer } from './decodeCustomer'
import { decodeCustomerStages } from './decodeCustomerStages'
import { decodeEvent } from './decodeEvent'
import { decodeLead } from './decodeLead'
import { createLinkedParentDecoder, createParentDecoder } from './decodeParent'
import { decodePipelines } from './decodePipelines'
import { fetchMany, type FilterKnowledge } from './fetchMany'
import { fetchOne } from './fetchOne'
import { createFieldCalls } from './fieldCalls'
import { listAll } from './listAll'
import type { ListSource } from './listSource'
import { type KnownOrders, listUpdated } from './listUpdated'
import { parentSource } from './parentSource'
import type { QueryPair } from './query'
import type { RateLink } from './rateLink'
import type { SpacingLock } from './spacingLock'
import { updateParents } from './updateParents'

export interface CrmClientOptions {
  /** `'xhr'` in the page; elsewhere a function that carries a request to the CRM. */
  readonly adapter: AxiosAdapter | 'xhr'
  readonly clock: Clock
  /** `navigator.locks`, or `createLocalLock()` where there is none. */
  readonly lock: SpacingLock
  /** What the tabs of the account tell each other about the rate; without it each knows its own requests alone. */
  readonly rateLink?: RateLink | undefined
  /** All tabs of one account share the rate by this. */
  readonly accountId: number
  /** 0 ≤ x < 1: `Math.random` */
  readonly random: () => number
  /** Requests a second, 1–50. */
  readonly rate: number
  /** Where relative paths lead to; default: the page's own origin. */
  readonly baseUrl?: string
  /** Sent with every request, for callers that are not a page. */
  readonly headers?: Readonly<Record<string, string>>
  /** A request without an answer is given up after so many ms; default 60,000. */
  readonly timeout?: number
  /** The CRM makes the client wait until about `until` (of `clock`) before it goes on by itself. */
  readonly onWait?: (reason: WaitReason, until: Milliseconds) => void
  /** The CRM's own time as each answer tells it (milliseconds since 1970, whole seconds), to compare with the computer's. */
  readonly onServerTime?: (time: number) => void
}

const usualTimeout = 60_000
const oldestIdFirst: QueryPair = ['order[id]', 'asc']
const newestFirst: QueryPair = ['order[updated_at]', 'desc']
const fewNewest = 50

/** The client of the CRM's REST API (`crmClient.ts` says what it does). It touches nothing of the page: all of it is passed in. */
export function createCrmClient(options: CrmClientOptions): CrmClient {
  const { clock, lock, accountId, random, rate, onWait = () => undefined } = options
  const transport = createTransport({
    adapter: options.adapter,
    baseUrl: options.baseUrl ?? '',
    headers: options.headers ?? {},
    onServerTime: options.onServerTime ?? (() => undefined),
  })
  const queue = createSendQueue({
    clock,
    lock,
    lockName: `amocrm-sales-analytics.rate.${accountId}`,
    rate,
    link: options.rateLink,
  })
  const timeout = options.timeout ?? usualTimeout
  const caller = createCaller({ clock, queue, transport, random, timeout, onWait })
  const wire = { caller, queue }
  const filters: FilterKnowledge = { areOff: false, hint: null }
  const knownOrders: KnownOrders = new Map()

  return {
    ...createFieldCalls(caller),

    async fetchAccount(callOptions) {
      const path = '/api/v4/account?with=is_api_filter_enabled%2Cdatetime_settings'
      const account = await callAndDecode(
        caller,
        { ...only(callOptions), method: 'GET', path },
        decodeAccount,
      )
      filters.hint = account.isApiFilterEnabled
      return account
    },
    listPipelines: (callOptions) =>
      callAndDecode(
        caller,
        { ...only(callOptions), method: 'GET', path: '/api/v4/leads/pipelines' },
        decodePipelines,
      ),
    async listCustomerStages(callOptions): Promise<readonly CustomerStage[]> {
      const call = { ...only(callOptions), method: 'GET', path: '/api/v4/customers/statuses' } as const
      try {
        return await callAndDecode(caller, call, decodeCustomerStages)
      } catch (error) {
        if (isCrmError(error) && error.kind === 'unprocessable') {
          return []
        }
        throw error
      }
    },

    listLeads: (listOptions, onPage) =>
      listAll(wire, leadSource, whole(listOptions, [oldestIdFirst]), onPage),
    listCustomers: (listOptions, onPage) => listAll(wire, customerSource, whole(listOptions, []), onPage),
    listParents: (type, fields, listOptions, onPage) =>
      listAll(
        wire,
        parentSource(type, createParentDecoder(type, fields)),
        whole(listOptions, [oldestIdFirst]),
        onPage,
      ),

    listUpdatedLeads: (since, callOptions) =>
      listUpdated(wire, leadSource, since, only(callOptions), knownOrders),
    listUpdatedCustomers: (since, callOptions) =>
      listUpdated(wire, customerSource, since, only(callOptions), knownOrders),
    listUpdatedParents: (type, fields, since, callOptions) =>
      listUpdated(
        wire,
        parentSource(type, createParentDecoder(type, fields)),
        since,
        only(callOptions),
        knownOrders,
      ),
    async listNewestParents(type, fields, callOptions) {
      const source = parentSource(type, createParentDecoder(type, fields))
      const { priority, signal } = callOptions
      const readBlock = createSourceReader(caller, source, {
        order: [newestFirst],
        sizes: [fewNewest],
        priority,
      })
      const { records } = await readBlock(1, signal)
      return records
    },
    async listEvents(types, from, callOptions) {
      const source = {
        path: '/api/v4/events',
        key: 'events',
        query: [...types.map((type): QueryPair => ['filter[type][]', type]), fromPair(from)],
        decode: decodeEvent,
      }
      const met = new Set<string>()
      const isNew = ({ id }: { readonly id: string }): boolean => met.size < met.add(id).size
      const events: ReturnType<typeof decodeEvent>[] = []
      await listAll(wire, source, { ...only(callOptions), order: [], sizes: eventSizes, isNew }, (page) => {
        events.push(...page.filter((event) => types.includes(event.type) && event.createdAt >= from))
      })
      return events
    },

    fetchParent(parent, fields, callOptions) {
      const links = parent.type === 'companies' ? ['leads', 'customers', 'contacts'] : ['leads', 'customers']
      const source = parentSource(parent.type, createLinkedParentDecoder(parent.type, fields), links)
      return fetchOne(caller, source, parent.id, only(callOptions))
    },
    fetchLeads: (ids, manyOptions) =>
      fetchMany(caller, leadSource, (lead) => lead.id, ids, manyOptions, filters),
    fetchCustomers: (ids, manyOptions) =>
      fetchMany(caller, customerSource, (customer) => customer.id, ids, manyOptions, filters),
    async fetchParents(type, ids, fields, manyOptions) {
      const links = type === 'companies' ? ['leads', 'customers', 'contacts'] : ['leads', 'customers']
      const source = parentSource(type, createLinkedParentDecoder(type, fields), links)
      const found = await fetchMany(caller, source, ({ card }) => card.id, ids, manyOptions, filters)
      return found.isComplete
        ? {
            isComplete: true,
            records: found.records.map(({ card, ...links }) => ({ ...card, ...links })),
          }
        : found
    },

    updateParents: (type, writes, fields, updateOptions) =>
      updateParents({ caller, clock, random, filters, onWait }, type, writes, fields, updateOptions),

    requestCount: () => caller.sentCount(),
    setRate: (newRate) => queue.setRate(newRate),
  }
}

const leadSource = {
  path: '/api/v4/leads',
  key: 'leads',
  query: [['with', 'contacts']],
  decode: decodeLead,
} satisfies ListSource<ReturnType<typeof decodeLead>>

const customerSource = {
  path: '/api/v4/customers',
  key: 'customers',
  query: [['with', 'contacts,companies']],
  decode: decodeCustomer,
} satisfies ListSource<ReturnType<typeof decodeCustomer>>

const fromPair = (from: number): QueryPair => ['filter[created_at][from]', from]

/** Callers pass options of their own along: a call takes just these. */
function only({ priority, signal }: CallOptions): CallOptions {
  return signal === undefined ? { priority } : { priority, signal }
}

function whole(options: ListOptions, order: readonly QueryPair[]) {
  const ids = createIdSet()
  const isNew = (record: { readonly id: number }): boolean => ids.add(record.id)
  return { ...only(options), startPage: options.startPage ?? 0, order, sizes: recordSizes, isNew }
}
