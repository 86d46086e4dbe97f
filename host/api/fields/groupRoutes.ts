import { ENTITY_TYPES, type EntityType } from '../../account/wire'
import type { WireFieldGroup } from '../../account/wireAccount'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing } from '../checkBatch'
import { hal, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { notFoundProblem, problem, validationProblem } from '../problem'
import { readObject, requestIdOf } from '../requestBody'

/** Groups of fields: reading for everybody, writes for admins. */
export function addGroupRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES) {
    const path = `/${entity}/custom_fields/groups`
    const registry = (): HostContext['store']['fields'][EntityType] => context.store.fields[entity]
    router.get(
      path,
      apiHandler(context, ({ url }) => {
        const groups = registry().groups
        const shown = groups.map((group) => groupAnswer(context, entity, group, url.origin))
        return hal({ _total_items: groups.length, _embedded: { custom_field_groups: shown } })
      }),
    )
    router.get(
      `${path}/:id`,
      apiHandler(context, ({ url, param }) => {
        const group = registry().group(param('id'))
        if (!group) return notFoundProblem('GET', url.href)
        return hal(groupAnswer(context, entity, group, url.origin))
      }),
    )
    router.post(
      path,
      apiHandler(context, ({ request }) => createGroups(context, entity, request), 'adminOnly'),
    )
    router.patch(
      `${path}/:id`,
      apiHandler(
        context,
        ({ request, param }) => updateGroup(context, entity, param('id'), request),
        'adminOnly',
      ),
    )
    router.delete(
      `${path}/:id`,
      apiHandler(context, ({ url, param }) => deleteGroup(context, entity, param('id'), url), 'adminOnly'),
    )
  }
}

async function createGroups(context: HostContext, entity: EntityType, request: Request): Promise<Response> {
  const read = await checkBatch(request, (element) => findMissing(element, 'name', 'sort'))
  if (!read.ok) return read.response
  const origin = new URL(request.url).origin
  const made = read.body.map((element, place) => {
    const group = context.store.fields[entity].putGroup({
      id: nextGroupId(context, entity),
      name: element['name'] as string,
      sort: Number(element['sort']),
    })
    return { ...groupAnswer(context, entity, group, origin), request_id: requestIdOf(element, place) }
  })
  return hal({ _total_items: made.length, _embedded: { custom_field_groups: made } }, 201)
}

async function updateGroup(
  context: HostContext,
  entity: EntityType,
  id: string,
  request: Request,
): Promise<Response> {
  const read = await readObject(request)
  if (!read.ok) return read.response
  const registry = context.store.fields[entity]
  if (!registry.group(id)) return notFoundProblem('PATCH', request.url)
  const { name, sort, fields } = read.body
  if ([name, sort, fields].every((value) => value === undefined || value === null)) return problem(400)
  const unknown = Array.isArray(fields) ? fields.findIndex((field) => !registry.field(Number(field))) : -1
  if (unknown >= 0) {
    const detail = 'The value you selected is not a valid choice.'
    const errors = [{ code: 'NotSupportedChoice', path: `fields.${unknown}`, detail }]
    return validationProblem([{ request_id: requestIdOf(read.body, 0), errors }])
  }
  for (const field of Array.isArray(fields) ? fields : [])
    registry.putField({ id: Number(field), group_id: id === 'default' ? null : id })
  const group = registry.putGroup({
    id,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof sort === 'number' ? { sort } : {}),
  })
  return hal(groupAnswer(context, entity, group, new URL(request.url).origin))
}

function deleteGroup(context: HostContext, entity: EntityType, id: string, url: URL): Response {
  const registry = context.store.fields[entity]
  const group = registry.group(id)
  if (!group) return notFoundProblem('DELETE', url.href)
  if (group.is_predefined) return problem(403)
  if (context.faults.unverified.deletedGroupFields === 'deleted') {
    for (const fieldId of registry.fieldIdsIn(id)) {
      registry.deleteField(fieldId)
      context.store.table(entity).values.drop(fieldId)
    }
  }
  registry.deleteGroup(id)
  return noContent()
}

function groupAnswer(
  context: HostContext,
  entity: EntityType,
  group: WireFieldGroup,
  origin: string,
): Record<string, unknown> {
  return {
    ...group,
    fields: context.store.fields[entity].fieldIdsIn(group.id),
    _links: selfLink(`${origin}/api/v4/${entity}/custom_fields/groups/${group.id}`),
  }
}

/** Own groups bear the entity and a number that grows with time. */
function nextGroupId(context: HostContext, entity: EntityType): string {
  for (let number = context.clock.now() * 10_000; ; number++) {
    const id = `${entity}_${number}`
    if (!context.store.fields[entity].group(id)) return id
  }
}
