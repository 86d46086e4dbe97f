import { ENTITY_TYPES } from '../../account/wire'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { hal, halSlice, noContent } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { parseQuery, queryAt, queryPage, queryTexts } from '../query'
import { catalogFields, entityFields, fieldAnswer, type FieldPlace } from './fieldPlace'
import { createFields, updateFields, updateOneField } from './writeFields'

/** Custom fields of entities and of catalogs' elements: reading for everybody, writes for admins. */
export function addFieldRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES)
    addPaths(router, context, `/${entity}/custom_fields`, () => entityFields(context, entity))
  addPaths(router, context, '/catalogs/:catalog{[0-9]+}/custom_fields', ({ param }) =>
    catalogFields(context, Number(param('catalog'))),
  )
}

function addPaths(
  router: ApiRouter,
  context: HostContext,
  path: string,
  placeOf: (call: ApiCall) => FieldPlace | null,
): void {
  const handle = (
    answer: (place: FieldPlace, call: ApiCall, id: number) => Response | Promise<Response>,
    access?: 'adminOnly',
  ): ReturnType<typeof apiHandler> =>
    apiHandler(
      context,
      (call) => {
        const place = placeOf(call)
        return place ? answer(place, call, Number(call.param('id'))) : problem(404)
      },
      access,
    )
  const one = `${path}/:id{[0-9]+}`
  router.get(path, handle(listFields))
  router.get(one, handle(readField))
  router.post(
    path,
    handle((place, { request }) => createFields(context, place, request), 'adminOnly'),
  )
  router.patch(
    path,
    handle((place, { request }) => updateFields(context, place, request), 'adminOnly'),
  )
  router.patch(
    one,
    handle((place, { request }, id) => updateOneField(context, place, id, request), 'adminOnly'),
  )
  router.delete(
    one,
    handle((place, _call, id) => deleteField(place, id), 'adminOnly'),
  )
}

function listFields(place: FieldPlace, { url }: ApiCall): Response {
  const query = parseQuery(url.search)
  const types = queryTexts(queryAt(query, 'filter', 'type'), true)
  const bySort = queryAt(query, 'order', 'sort')
  const byId = queryAt(query, 'order', 'id')
  const down = (bySort ?? byId) === 'desc' ? -1 : 1
  const fields = place.registry.fields
    .filter((field) => types.length === 0 || types.includes(field.type))
    .sort((one, other) => down * ((byId ? 0 : one.sort - other.sort) || one.id - other.id))
  return halSlice(
    url,
    'custom_fields',
    fields,
    queryPage(query),
    (field) => fieldAnswer(url.origin, place, field),
    true,
  )
}

function readField(place: FieldPlace, { url }: ApiCall, id: number): Response {
  const field = place.registry.field(id)
  return field ? hal(fieldAnswer(url.origin, place, field)) : noContent()
}

function deleteField({ registry, drop }: FieldPlace, id: number): Response {
  const field = registry.field(id)
  if (!field) return problem(404)
  if (!field.is_deletable) return problem(403)
  registry.deleteField(id)
  drop(id)
  return noContent()
}
