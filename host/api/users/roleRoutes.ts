import { nextIdOf } from '../../account/accountLists'
import { fillUser } from '../../account/defaultUsers'
import type { WireRights, WireRole } from '../../account/wireAccount'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { parseQuery, queryPage, queryWith } from '../query'
import { readObject, requestIdOf } from '../requestBody'
import { givenRights } from './userRoutes'

const SHARED = [
  'leads',
  'contacts',
  'companies',
  'tasks',
  'mail_access',
  'catalog_access',
  'status_rights',
] as const

/** Roles, for administrators. A changed role changes the rights of its users. */
export function addRoleRoutes(router: ApiRouter, context: HostContext): void {
  const handle = (answer: (call: ApiCall) => Response | Promise<Response>): ReturnType<typeof apiHandler> =>
    apiHandler(context, answer, 'adminOnly')
  router.get(
    '/roles',
    handle((call) => {
      const query = parseQuery(call.url.search)
      const roles = [...context.store.lists.roles.values()]
      return halSlice(call.url, 'roles', roles, queryPage(query), (role) => roleAnswer(call, role), true)
    }),
  )
  router.get(
    '/roles/:id{[0-9]+}',
    handle((call) => {
      const role = roleOf(call)
      return role ? hal(roleAnswer(call, role)) : noContent()
    }),
  )
  router.post('/roles', handle(createRoles))
  router.patch('/roles/:id{[0-9]+}', handle(updateRole))
  router.delete('/roles/:id{[0-9]+}', handle(deleteRole))
}

function roleOf({ context, param }: ApiCall): WireRole | undefined {
  return context.store.lists.roles.get(Number(param('id')))
}

async function createRoles(call: ApiCall): Promise<Response> {
  const { lists } = call.context.store
  const read = await checkBatch(call.request, (element) => findMissing(element, 'name', 'rights'))
  if (!read.ok) return read.response
  const roles = read.body.map((element, place) => {
    const rights = givenRights(element['rights'])
    const role: WireRole = { id: nextIdOf(lists, 'roles'), name: String(element['name']), rights }
    lists.roles.set(role.id, role)
    return { ...roleAnswer(call, role), request_id: requestIdOf(element, place) }
  })
  return hal({ _total_items: roles.length, _embedded: { roles } }, 201)
}

async function updateRole(call: ApiCall): Promise<Response> {
  const read = await readObject(call.request)
  if (!read.ok) return read.response
  const role = roleOf(call)
  if (!role) return problem(404)
  if (typeof read.body['name'] === 'string') role.name = read.body['name']
  role.rights = { ...role.rights, ...givenRights(read.body['rights']) }
  for (const user of call.context.store.users)
    if (user.rights.role_id === role.id) Object.assign(user.rights, sharedRights(role))
  return hal({ ...roleAnswer(call, role), request_id: requestIdOf(read.body, 0) })
}

/** Its users keep the rights they had. */
function deleteRole(call: ApiCall): Response {
  const { store } = call.context
  const role = roleOf(call)
  if (!role) return problem(404)
  store.lists.roles.delete(role.id)
  for (const user of store.users) if (user.rights.role_id === role.id) user.rights.role_id = null
  return noContent()
}

function sharedRights({ rights }: WireRole): Partial<WireRights> {
  const full = fillUser({ id: 0, rights }).rights
  return Object.fromEntries(SHARED.map((key) => [key, full[key]]))
}

function roleAnswer({ context, url }: ApiCall, role: WireRole): Record<string, unknown> {
  const wanted = queryWith(parseQuery(url.search))
  const users = context.store.users
    .filter((user) => user.rights.role_id === role.id)
    .map(({ id }) => ({ id, _links: selfLink(`${url.origin}/api/v4/users/${id}`) }))
  return {
    id: role.id,
    name: role.name,
    rights: sharedRights(role),
    _links: selfLink(`${url.origin}/api/v4/roles/${role.id}`),
    ...(wanted.has('users') ? { _embedded: { users } } : {}),
  }
}
