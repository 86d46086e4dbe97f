import type { CustomersMode } from '../../account/wireAccount'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { hal } from '../hal'
import type { HostContext } from '../hostContext'
import { problem, validationProblem } from '../problem'
import { readObject } from '../requestBody'

/** Mode and bonus points of buyers. */
export function addCustomerRoutes(router: ApiRouter, context: HostContext): void {
  router.patch(
    '/customers/mode',
    apiHandler(context, ({ request }) => changeMode(context, request), 'adminOnly'),
  )
  addBonusRoute(router, context)
}

async function changeMode(context: HostContext, request: Request): Promise<Response> {
  const read = await readObject(request)
  if (!read.ok) return read.response
  const { mode, is_enabled: isEnabled } = read.body
  const { account } = context.store
  if (account.customers_mode === 'unavailable') return problem(402, 'Payment Required')
  if (mode !== 'segments' && mode !== 'periodicity') {
    const detail = 'The value you selected is not a valid choice.'
    const errors = [{ code: 'NotSupportedChoice', path: 'mode', detail }]
    return validationProblem([{ request_id: '0', errors }])
  }
  account.customers_mode = (isEnabled === false ? 'disabled' : mode) satisfies CustomersMode
  return hal({ mode, is_enabled: isEnabled !== false })
}

/** The balance lives as long as the process: the API never reads it but here. */
function addBonusRoute(router: ApiRouter, context: HostContext): void {
  const balances = new Map<number, number>()
  router.post(
    '/customers/:id{[0-9]+}/bonus_points',
    apiHandler(context, async ({ request, param }) => {
      const id = Number(param('id'))
      if (context.store.table('customers').liveIndexOf(id) < 0) return problem(404)
      const read = await readObject(request)
      if (!read.ok) return read.response
      const { earn, redeem } = read.body
      const isEarning = Number.isInteger(earn) && redeem === undefined
      if (!isEarning && !(Number.isInteger(redeem) && earn === undefined))
        return problem(400, 'Exactly one of earn, redeem is expected')
      const balance = (balances.get(id) ?? 0) + (isEarning ? (earn as number) : -(redeem as number))
      if (balance < 0) return problem(400, 'Not enough bonus points')
      balances.set(id, balance)
      return hal({ bonus_points: balance })
    }),
  )
}
