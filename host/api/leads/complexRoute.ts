import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { objectAt, objectsOf } from '../checkBatch'
import { hal } from '../hal'
import type { HostContext } from '../hostContext'
import {
  type ElementIssues,
  problem,
  rightsProblem,
  validationProblem,
  type ValidationIssue,
} from '../problem'
import { readBatch, requestIdOf } from '../requestBody'
import { type LeadBundle, makeBundle, mayMake, readBundle } from './leadBundle'
import { addUnsorted, type UnsortedCategory, unsortedPlace } from './unsortedRequests'

/** Deals at once, and field values of one card (leads-api). */
const LEADS_LIMIT = 50
const VALUES_LIMIT = 40

/**
 * `POST /leads/complex`: deals with a contact and a company each, at most 50. With `_embedded.metadata` the deal waits in
 * «Неразобранное». The answer is a plain array. No doubles are looked for: `merged` is false.
 */
export function addComplexRoute(router: ApiRouter, context: HostContext): void {
  router.post('/leads/complex', apiHandler(context, createComplex))
}

async function createComplex({ context, user, request }: ApiCall): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  if (read.body.length > LEADS_LIMIT) return problem(422, `Limit of ${LEADS_LIMIT} leads per request`)
  const bundles: LeadBundle[] = []
  const refused: ElementIssues[] = []
  for (const [place, element] of read.body.entries()) {
    const parsed = readBundle(context, element)
    const errors = [...(parsed.ok ? [] : parsed.issues), ...findTooMany(element)]
    if (errors.length > 0) refused.push({ request_id: requestIdOf(element, place), errors })
    else if (parsed.ok) bundles.push(parsed.bundle)
  }
  if (refused.length > 0) return validationProblem(refused)
  if (!bundles.every((bundle) => mayMake(user, bundle))) return rightsProblem()
  const made = bundles.map((bundle, place) => {
    const metadata = metadataOf(bundle.element)
    const stage = metadata && unsortedPlace(context, bundle.lead.plain['pipeline_id'])
    const { leadId, contactId, companyId } = makeBundle(context, user, bundle, stage ?? {})
    if (metadata) addUnsorted(context, metadata, { leadId, contactId, companyId })
    return {
      id: leadId,
      contact_id: contactId,
      company_id: companyId,
      request_id: [requestIdOf(bundle.element, place)],
      merged: false,
    }
  })
  return hal(made)
}

function metadataOf(element: Record<string, unknown>): Parameters<typeof addUnsorted>[1] | null {
  const { category, ...metadata } = objectAt(objectAt(element, '_embedded'), 'metadata')
  if (category === undefined && Object.keys(metadata).length === 0) return null
  return { category: (category === 'sip' ? 'sip' : 'forms') satisfies UnsortedCategory, metadata }
}

function findTooMany(element: Record<string, unknown>): ValidationIssue[] {
  const embedded = objectAt(element, '_embedded')
  const cards: [string, Record<string, unknown> | undefined][] = [
    ['', element],
    ['_embedded.contacts.0.', objectsOf(embedded['contacts'])[0]],
    ['_embedded.companies.0.', objectsOf(embedded['companies'])[0]],
  ]
  return cards.flatMap(([prefix, card]) => {
    const values = card?.['custom_fields_values']
    if (!Array.isArray(values) || values.length <= VALUES_LIMIT) return []
    const detail = `This collection should contain ${VALUES_LIMIT} elements or less.`
    return [{ code: 'TooMany', path: `${prefix}custom_fields_values`, detail }]
  })
}
