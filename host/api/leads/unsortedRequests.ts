import { createHash } from 'node:crypto'
import type { AccountStore } from '../../account/accountStore'
import type { EntityType } from '../../account/wire'
import type { WireUnsorted } from '../../account/wireActivity'
import { selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { recordHref } from '../serializeRecord'
import type { MadeBundle } from './leadBundle'

/** Kinds of requests that the API can make. */
export type UnsortedCategory = 'sip' | 'forms'

/** What a source says of a request. */
export interface UnsortedSource {
  category: UnsortedCategory
  metadata: Record<string, unknown>
  sourceUid?: string
  sourceName?: string
  createdAt?: number
}

/** The stage «Неразобранное» of a pipeline, by default the main one; null where the pipeline has none. */
export function unsortedPlace(
  { store }: HostContext,
  pipelineId: unknown,
): { pipeline_id: number; status_id: number } | null {
  const pipeline =
    store.pipelines.find(({ id }) => id === pipelineId) ??
    store.pipelines.find(({ is_main: isMain }) => isMain) ??
    store.pipelines[0]
  const stage = pipeline?._embedded.statuses.find((one) => one.type === 1)
  return pipeline && stage ? { pipeline_id: pipeline.id, status_id: stage.id } : null
}

/** Keeps what is known of a new deal that waits to be accepted. */
export function addUnsorted(context: HostContext, source: UnsortedSource, made: MadeBundle): WireUnsorted {
  const { store, clock } = context
  const lead = store.tables.leads.read(store.table('leads').indexOf(made.leadId))
  const request: WireUnsorted = {
    uid: createHash('sha1').update(`${store.account.id}/${made.leadId}`).digest('hex'),
    source_uid: source.sourceUid ?? null,
    source_name: source.sourceName ?? '',
    category: source.category,
    pipeline_id: lead.pipeline_id,
    created_at: source.createdAt ?? clock.now(),
    metadata: source.metadata,
    account_id: store.account.id,
    lead_id: made.leadId,
    contact_id: made.contactId,
    company_id: made.companyId,
    accepted_at: null,
    declined_at: null,
  }
  store.lists.unsorted.set(made.leadId, request)
  return request
}

/** Requests that wait. */
export function openRequests(store: AccountStore): WireUnsorted[] {
  return [...store.lists.unsorted.values()].filter(isOpen)
}

/** Whether a request still waits. */
export function isOpen(request: WireUnsorted): boolean {
  return request.accepted_at === null && request.declined_at === null
}

/** Ids of contacts or companies that are not in the lists yet, since their request waits. */
export function hiddenCards(store: AccountStore, entity: EntityType): ReadonlySet<number> {
  if (entity !== 'contacts' && entity !== 'companies') return new Set()
  const key = entity === 'contacts' ? 'contact_id' : 'company_id'
  return new Set(openRequests(store).flatMap((request) => request[key] ?? []))
}

/** A request as answers show it. */
export function unsortedAnswer(request: WireUnsorted, origin: string): Record<string, unknown> {
  const { uid, source_uid, source_name, category, pipeline_id, created_at, metadata, account_id } = request
  return {
    uid,
    source_uid,
    source_name,
    category,
    pipeline_id,
    created_at,
    metadata,
    account_id,
    _links: selfLink(`${origin}/api/v4/leads/unsorted/${uid}`),
    _embedded: embeddedOf(request, origin),
  }
}

/** The deal, contact and company of a request. */
export function embeddedOf(request: WireUnsorted, origin: string): Record<string, unknown> {
  const shown = (entity: string, id: number | null): unknown[] =>
    id === null ? [] : [{ id, _links: selfLink(recordHref(origin, entity, id)) }]
  return {
    contacts: shown('contacts', request.contact_id),
    leads: shown('leads', request.lead_id),
    companies: shown('companies', request.company_id),
  }
}
