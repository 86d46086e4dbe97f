import { CURRENCY_CODES } from '../account/defaultAccount'
import { apiHandler, type ApiRouter } from './apiHandler'
import { hal, halSlice, noContent, selfLink } from './hal'
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

/** The account, its users and the currencies. */
export function addAccountRoutes(router: ApiRouter, context: HostContext): void {
  router.get(
    '/account',
    apiHandler(context, ({ user, url }) => hal(accountAnswer(context, user, url))),
  )
  router.get(
    '/users',
    apiHandler(
      context,
      ({ url }) => {
        const query = parseQuery(url.search)
        const wanted = queryWith(query)
        const show = (user: WireUser): unknown => userAnswer(context, user, url.origin, wanted)
        return halSlice(url, 'users', context.store.users, queryPage(query), show, true)
      },
      'adminOnly',
    ),
  )
  router.get(
    '/users/:id{[0-9]+}',
    apiHandler(
      context,
      ({ url, param }) => {
        const user = context.store.user(Number(param('id')))
        const wanted = queryWith(parseQuery(url.search))
        return user ? hal(userAnswer(context, user, url.origin, wanted)) : noContent()
      },
      'adminOnly',
    ),
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

function userAnswer(
  context: HostContext,
  user: WireUser,
  origin: string,
  wanted: ReadonlySet<string>,
): Record<string, unknown> {
  const { id, name, email, lang, rights } = user
  const answer: Record<string, unknown> = { id, name, email, lang, rights }
  for (const key of ['uuid', 'amojo_id', 'user_rank', 'phone_number'] as const)
    if (wanted.has(key)) answer[key] = user[key] ?? null
  answer['_links'] = selfLink(`${origin}/api/v4/users/${id}`)
  const embedded: Record<string, unknown> = {}
  if (wanted.has('role')) embedded['roles'] = []
  if (wanted.has('group'))
    embedded['groups'] = context.store.account.users_groups.filter(
      (group) => group.id === (rights.group_id ?? 0),
    )
  if (Object.keys(embedded).length > 0) answer['_embedded'] = embedded
  return answer
}
