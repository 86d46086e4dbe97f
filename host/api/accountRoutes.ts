import { CURRENCY_CODES } from '../account/defaultAccount'
import { apiHandler, type ApiRouter } from './apiHandler'
import { hal, halSlice, selfLink } from './hal'
import type { HostContext } from './hostContext'
import { parseQuery, queryPage, queryWith } from './query'
import type { WireUser } from '../account/wireAccount'

/** Keys of the account that come only by `with`. */
const BY_WITH = [
  'amojo_id',
  'amojo_rights',
  'version',
  'drive_url',
  'entity_names',
  'invoices_settings',
] as const
const EMBEDDED_BY_WITH = ['users_groups', 'task_types', 'datetime_settings'] as const

/** The account and the currencies. */
export function addAccountRoutes(router: ApiRouter, context: HostContext): void {
  router.get(
    '/account',
    apiHandler(context, ({ user, url }) => hal(accountAnswer(context, user, url))),
  )
  router.get(
    '/currencies',
    apiHandler(context, ({ url }) => {
      const codes = CURRENCY_CODES.map((code) => ({ code }))
      return halSlice(url, 'currencies', codes, queryPage(parseQuery(url.search)), (currency) => currency)
    }),
  )
}

function accountAnswer(context: HostContext, user: WireUser, url: URL): unknown {
  const wanted = queryWith(parseQuery(url.search))
  const answer: Record<string, unknown> = { ...context.store.account, current_user_id: user.id }
  delete answer['language']
  for (const key of BY_WITH) if (!wanted.has(key)) delete answer[key]
  if (wanted.has('is_api_filter_enabled')) answer['is_api_filter_enabled'] = context.filtersWork
  else delete answer['is_api_filter_enabled']
  const embedded: Record<string, unknown> = {}
  for (const key of EMBEDDED_BY_WITH) {
    if (wanted.has(key)) embedded[key] = answer[key]
    delete answer[key]
  }
  answer['_links'] = selfLink(`${url.origin}/api/v4/account`)
  if (Object.keys(embedded).length > 0) answer['_embedded'] = embedded
  return answer
}
