import { ENTITY_TYPES, type EntityType } from '../../account/wire'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { parseQuery, queryAt, queryPage, queryTexts } from '../query'
import { createFields, updateFields, updateOneField } from './writeFields'

/** Custom fields: reading for everybody, writes for admins. */
export function addFieldRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES) {
    const path = `/${entity}/custom_fields`
    router.get(
      path,
      apiHandler(context, ({ url }) => listFields(context, entity, url)),
    )
    router.get(
      `${path}/:id{[0-9]+}`,
      apiHandler(context, ({ url, param }) => {
        const field = context.store.fields[entity].field(Number(param('id')))
        return field ? hal({ ...field, _links: selfLink(url.origin + url.pathname) }) : noContent()
      }),
    )
    router.post(
      path,
      apiHandler(context, ({ request }) => createFields(context, entity, request), 'adminOnly'),
    )
    router.patch(
      path,
      apiHandler(context, ({ request }) => updateFields(context, entity, request), 'adminOnly'),
    )
    router.patch(
      `${path}/:id{[0-9]+}`,
      apiHandler(
        context,
        ({ request, param }) => updateOneField(context, entity, Number(param('id')), request),
        'adminOnly',
      ),
    )
    router.delete(
      `${path}/:id{[0-9]+}`,
      apiHandler(context, ({ param }) => deleteField(context, entity, Number(param('id'))), 'adminOnly'),
    )
  }
}

function listFields(context: HostContext, entity: EntityType, url: URL): Response {
  const query = parseQuery(url.search)
  const types = queryTexts(queryAt(query, 'filter', 'type'), true)
  const bySort = queryAt(query, 'order', 'sort')
  const byId = queryAt(query, 'order', 'id')
  const down = (bySort ?? byId) === 'desc' ? -1 : 1
  const fields = context.store.fields[entity].fields
    .filter((field) => types.length === 0 || types.includes(field.type))
    .sort((one, other) => down * ((byId ? 0 : one.sort - other.sort) || one.id - other.id))
  return halSlice(
    url,
    'custom_fields',
    fields,
    queryPage(query),
    (field) => ({ ...field, _links: selfLink(`${url.origin}/api/v4/${entity}/custom_fields/${field.id}`) }),
    true,
  )
}

function deleteField(context: HostContext, entity: EntityType, id: number): Response {
  const registry = context.store.fields[entity]
  const field = registry.field(id)
  if (!field) return problem(404)
  if (!field.is_deletable) return problem(403)
  registry.deleteField(id)
  context.store.table(entity).values.drop(id)
  return noContent()
}
