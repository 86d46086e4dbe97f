import type { AxiosAdapter } from 'axios'
import type { Milliseconds } from '../records/brands'
import { callAndDecode } from './callAndDecode'
import type { Clock } from './clock'
import type { CardClient } from './crmClient'
import { createCaller, type WaitReason } from './createCaller'
import { createSendQueue } from './createSendQueue'
import { createTransport } from './createTransport'
import { decodeAccount } from './decodeAccount'
import { decodeGroups } from './decodeCustomFields'
import { decodeCustomerStages } from './decodeCustomerStages'
import { decodePipelines } from './decodePipelines'
import { fetchMany, type FilterKnowledge } from './fetchMany'
import { fetchParent } from './fetchParent'
import { customerSource } from './customerSource'
import { leadSource } from './leadSource'
import { listFields } from './listFields'
import { onlyCall } from './onlyCall'
import { linkedParentSource } from './parentSource'
import { readLinks } from './readLinks'
import type { RateLink } from './rateLink'
import type { SessionWait, SignIn } from './signIn'
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
  /** The CRM's own session and sign-in window, as the page knows them; without it there is no such window. */
  readonly signIn?: SignIn
  /** All requests wait until the session is back; null = they go on. */
  readonly onSessionWait?: (wait: SessionWait) => void
  /** The CRM's own time as each answer tells it (milliseconds since 1970, whole seconds), to compare with the computer's. */
  readonly onServerTime?: (time: number) => void
}

const usualTimeout = 60_000

const noSignIn: SignIn = { isOpen: () => false, userId: () => 0 }

/**
 * The client of the CRM's REST API (`crmClient.ts` says what it does), as every page needs it; `addFieldCalls` and `addListCalls` give it the rest. It touches
 * nothing of the page: all of it is passed in.
 */
export function createCrmClient(options: CrmClientOptions): CardClient {
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
  const caller = createCaller({
    clock,
    queue,
    transport,
    random,
    timeout,
    onWait,
    signIn: options.signIn ?? noSignIn,
    onSessionWait: options.onSessionWait ?? (() => undefined),
  })
  const filters: FilterKnowledge = { areOff: false, hint: null }

  return {
    async fetchAccount(callOptions) {
      const path = '/api/v4/account?with=is_api_filter_enabled%2Cdatetime_settings'
      const account = await callAndDecode(
        caller,
        { ...onlyCall(callOptions), method: 'GET', path },
        decodeAccount,
      )
      filters.hint = account.isApiFilterEnabled
      return account
    },
    listPipelines: (callOptions) =>
      callAndDecode(
        caller,
        { ...onlyCall(callOptions), method: 'GET', path: '/api/v4/leads/pipelines' },
        decodePipelines,
      ),
    listCustomerStages: (callOptions) =>
      callAndDecode(
        caller,
        { ...onlyCall(callOptions), method: 'GET', path: '/api/v4/customers/statuses' },
        decodeCustomerStages,
      ),

    fetchParent: (parent, fields, { hasBuyers, ...callOptions }) =>
      fetchParent(caller, parent, fields, { ...onlyCall(callOptions), hasBuyers: hasBuyers ?? true }),
    async listLinkedIds(type, ids, kind, callOptions) {
      const links = await readLinks(caller, type, ids, onlyCall(callOptions))
      const linked = [...links.values()].flat().filter(({ toType }) => toType === kind)
      return [...new Set(linked.map(({ toId }) => toId))]
    },
    fetchLeads: (ids, manyOptions) =>
      fetchMany(caller, leadSource, (lead) => lead.id, ids, manyOptions, filters),
    fetchCustomers: (ids, manyOptions) =>
      fetchMany(caller, customerSource, (customer) => customer.id, ids, manyOptions, filters),
    async fetchParents(type, ids, fields, { hasBuyers = true, ...manyOptions }) {
      const source = linkedParentSource(type, fields, hasBuyers)
      const found = await fetchMany(caller, source, ({ card }) => card.id, ids, manyOptions, filters)
      return found.isComplete
        ? {
            ...found,
            records: found.records.map(({ card, ...links }) => ({ ...card, ...links })),
          }
        : found
    },

    updateParents: (type, writes, fields, updateOptions) =>
      updateParents({ caller, clock, random, filters, onWait }, type, writes, fields, updateOptions),

    listCustomFields: (entity, callOptions) => listFields(caller, entity, callOptions),
    listGroups: (type, callOptions) =>
      callAndDecode(
        caller,
        { ...callOptions, method: 'GET', path: `/api/v4/${type}/custom_fields/groups` },
        decodeGroups,
      ),

    requestCount: () => caller.sentCount(),
    untilSession: (signal) => caller.untilSession(signal),
    setRate: (newRate) => queue.setRate(newRate),
    wire: { caller, queue, filters, retry: { clock, random, onWait } },
  }
}
