import { fillCustomerStatus } from '../../account/defaultPipelines'
import type { WireCustomerStatus } from '../../account/wireAccount'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing, pickKeys } from '../checkBatch'
import { hal, listHref, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { readObject, requestIdOf } from '../requestBody'

const WRITABLE = { name: 'string', sort: 'number', color: 'string' } as const
/** Stages of buyers with the system ones (customers-statuses-api). */
const LIMIT = 30

/** Stages of buyers, in the periodic mode alone: reading for everybody, writes for administrators. */
export function addCustomerStatusRoutes(router: ApiRouter, context: HostContext): void {
  const handle = (
    answer: (call: ApiCall) => Response | Promise<Response>,
    access?: 'adminOnly',
  ): ReturnType<typeof apiHandler> =>
    apiHandler(
      context,
      (call) =>
        context.store.account.customers_mode === 'periodicity'
          ? answer(call)
          : problem(422, 'Periodicity mode is disabled'),
      access,
    )
  const one = '/customers/statuses/:id{[0-9]+}'
  router.get('/customers/statuses', handle(listStatuses))
  router.post('/customers/statuses', handle(createStatuses, 'adminOnly'))
  router.get(
    one,
    handle((call) => {
      const status = statusOf(call)
      return status ? hal(statusAnswer(status, call.url.origin)) : noContent()
    }),
  )
  router.patch(one, handle(updateStatus, 'adminOnly'))
  router.delete(one, handle(deleteStatus, 'adminOnly'))
}

function statusOf({ context, param }: ApiCall): WireCustomerStatus | undefined {
  return context.store.customerStatuses.find((status) => status.id === Number(param('id')))
}

function listStatuses({ context, url }: ApiCall): Response {
  const statuses = context.store.customerStatuses.map((status) => statusAnswer(status, url.origin))
  return hal({ _total_items: statuses.length, _links: selfLink(listHref(url)), _embedded: { statuses } })
}

async function createStatuses({ context, request, url }: ApiCall): Promise<Response> {
  const { customerStatuses, account } = context.store
  const read = await checkBatch(request, (element) => findMissing(element, 'name'))
  if (!read.ok) return read.response
  if (customerStatuses.length + read.body.length > LIMIT)
    return problem(422, `Limit of ${LIMIT} statuses is reached`)
  const statuses = read.body.map((element, place) => {
    const id = Math.max(47_000_000, ...customerStatuses.map((status) => status.id)) + 1
    const conditions = Array.isArray(element['conditions']) ? element['conditions'] : []
    const given = { id, conditions, ...pickKeys<WireCustomerStatus>(element, WRITABLE) }
    const status = fillCustomerStatus(given, customerStatuses.length, account.id)
    customerStatuses.push(status)
    return { ...statusAnswer(status, url.origin), request_id: requestIdOf(element, place) }
  })
  customerStatuses.sort((first, second) => first.sort - second.sort)
  return hal({ _total_items: statuses.length, _links: selfLink(listHref(url)), _embedded: { statuses } })
}

async function updateStatus(call: ApiCall): Promise<Response> {
  const read = await readObject(call.request)
  if (!read.ok) return read.response
  const status = statusOf(call)
  if (!status) return problem(404)
  Object.assign(status, pickKeys<WireCustomerStatus>(read.body, WRITABLE))
  if (Array.isArray(read.body['conditions'])) status.conditions = read.body['conditions']
  return hal(statusAnswer(status, call.url.origin))
}

/** System stages stay. */
function deleteStatus(call: ApiCall): Response {
  const { customerStatuses } = call.context.store
  const status = statusOf(call)
  if (!status) return problem(404)
  if (status.is_default) return problem(403, 'System status can not be deleted')
  customerStatuses.splice(customerStatuses.indexOf(status), 1)
  return noContent()
}

function statusAnswer(status: WireCustomerStatus, origin: string): Record<string, unknown> {
  return { ...status, _links: selfLink(`${origin}/api/v4/customers/statuses/${status.id}`) }
}
