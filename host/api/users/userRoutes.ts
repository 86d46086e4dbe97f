import { fillUser } from '../../account/defaultUsers'
import type { WireRights, WireUser } from '../../account/wireAccount'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { parseQuery, queryPage, queryWith } from '../query'
import { notSupported } from '../records/valueIssues'
import { requestIdOf } from '../requestBody'

/** Users in one POST (users-api). */
const BATCH_LIMIT = 10

/** Users, for administrators: reading, adding, switching on and off. */
export function addUserRoutes(router: ApiRouter, context: HostContext): void {
  const handle = (answer: (call: ApiCall) => Response | Promise<Response>): ReturnType<typeof apiHandler> =>
    apiHandler(context, answer, 'adminOnly')
  router.get(
    '/users',
    handle(({ url }) => {
      const query = parseQuery(url.search)
      const wanted = queryWith(query)
      const show = (user: WireUser): unknown => userAnswer(context, user, url.origin, wanted)
      return halSlice(url, 'users', context.store.users, queryPage(query), show, true)
    }),
  )
  router.get(
    '/users/:id{[0-9]+}',
    handle(({ url, param }) => {
      const user = context.store.user(Number(param('id')))
      const wanted = queryWith(parseQuery(url.search))
      return user ? hal(userAnswer(context, user, url.origin, wanted)) : noContent()
    }),
  )
  router.post('/users', handle(createUsers))
  for (const verb of ['activate', 'deactivate'] as const)
    router.post(
      `/users/${verb}`,
      handle((call) => switchUsers(call, verb === 'activate')),
    )
}

async function createUsers({ context, request, url }: ApiCall): Promise<Response> {
  const { store } = context
  const emails = new Set(store.users.map((user) => user.email))
  const read = await checkBatch(request, (element) => {
    const issues = findMissing(element, 'name', 'email')
    const email = element['email']
    if (typeof email === 'string' && emails.has(email)) issues.push(notSupported('email'))
    if (typeof email === 'string') emails.add(email)
    return issues
  })
  if (!read.ok) return read.response
  if (read.body.length > BATCH_LIMIT) return problem(422, `Limit of ${BATCH_LIMIT} users per request`)
  const users = read.body.map((element, place) => {
    const { name, email, lang } = element
    const user = fillUser({
      id: Math.max(...store.users.map(({ id }) => id)) + 1,
      name: String(name),
      email: String(email),
      lang: typeof lang === 'string' ? lang : 'ru',
      rights: givenRights(element['rights']),
    })
    store.users.push(user)
    const shown = userAnswer(context, user, url.origin, new Set())
    return { ...shown, request_id: requestIdOf(element, place) }
  })
  return hal({ _total_items: users.length, _embedded: { users } }, 201)
}

/** Rights as they are sent: those that are null are left to the defaults. */
export function givenRights(given: unknown): Partial<WireRights> {
  if (typeof given !== 'object' || given === null) return {}
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
}

/** Body: `[{"id": 1}]`. */
async function switchUsers({ context, user, request }: ApiCall, isActive: boolean): Promise<Response> {
  const read = await checkBatch(request, (element) =>
    context.store.user(Number(element['id'])) && element['id'] !== user.id ? [] : [notSupported('id')],
  )
  if (!read.ok) return read.response
  for (const element of read.body) {
    const found = context.store.user(Number(element['id']))
    if (found) found.rights.is_active = isActive
  }
  return noContent()
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
  if (wanted.has('role')) embedded['roles'] = rolesOf(context, user, origin)
  if (wanted.has('group'))
    embedded['groups'] = context.store.account.users_groups.filter(
      (group) => group.id === (rights.group_id ?? 0),
    )
  if (Object.keys(embedded).length > 0) answer['_embedded'] = embedded
  return answer
}

function rolesOf(context: HostContext, user: WireUser, origin: string): unknown[] {
  const role = context.store.lists.roles.get(user.rights.role_id ?? 0)
  return role ? [{ id: role.id, name: role.name, _links: selfLink(`${origin}/api/v4/roles/${role.id}`) }] : []
}
