import { SHAPE_DEFAULTS, type ShapeSwitches } from './shapes'

type Json = Record<string, unknown>

/** True while every answer has its documented shape. */
export function areShapesUsual(shapes: ShapeSwitches): boolean {
  return Object.entries(SHAPE_DEFAULTS).every(([key, usual]) => shapes[key as keyof ShapeSwitches] === usual)
}

/** An answer of the API in the shapes that are switched on; null = no body. `path` is the path without the query. */
export function shapeAnswer(body: unknown, path: string, shapes: ShapeSwitches): unknown {
  const isSingle = /^\/api\/v4\/(leads|customers)\/\d+$/.test(path)
  const told = tellList(body, path, shapes)
  return told === null ? null : shapeValue(told, shapes, isSingle)
}

/** Pipelines and stages that are not there. */
function tellList(body: unknown, path: string, shapes: ShapeSwitches): unknown {
  if (path.endsWith('/leads/pipelines')) {
    if (shapes.pipelines === '204') return null
    const { pipelines } = embeddedOf(body) as { pipelines: Json[] }
    const last = pipelines.at(-1)
    if (last && shapes.pipelineStages !== 'given') {
      const { statuses: _statuses, ...rest } = embeddedOf(last)
      const told = { none: { statuses: [] }, absent: {}, null: { statuses: null } }[shapes.pipelineStages]
      last['_embedded'] = { ...rest, ...told }
    }
    return shapes.pipelines === 'none' ? withList(body, 'pipelines') : body
  }
  if (!path.endsWith('/customers/statuses') || shapes.customerStages === 'given') return body
  return shapes.customerStages === '204' ? null : withList(body, 'statuses')
}

function embeddedOf(body: unknown): Json {
  return ((body as Json)['_embedded'] ?? {}) as Json
}

function withList(body: unknown, key: string): Json {
  return { ...(body as Json), _embedded: { [key]: [] } }
}

function shapeValue(value: unknown, shapes: ShapeSwitches, isSingle: boolean): unknown {
  if (typeof value === 'number' && shapes.numbers === 'text') return String(value)
  if (typeof value === 'boolean' && shapes.flags !== 'boolean')
    return shapes.flags === 'number' ? Number(value) : String(Number(value))
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => shapeValue(each, shapes, isSingle))
  return shapeObject(value as Json, shapes, isSingle)
}

function shapeObject(given: Json, shapes: ShapeSwitches, isSingle: boolean): Json {
  const object = { ...given }
  if ('_embedded' in object) shapeEmbedded(object, shapes)
  const links = object['_links'] as Json | undefined
  if (links && !('next' in links) && shapes.links === 'list') object['_links'] = []
  if (object['custom_fields_values'] === null) put(object, 'custom_fields_values', shapes.noFields)
  for (const key of ['currency', 'currency_symbol'])
    if (key in object && 'customers_mode' in object) put(object, key, shapes.currency)
  if ('customers_mode' in object) put(object, 'customers_mode', shapes.customersMode)
  if (Number(object['purchases_count']) > 0) {
    put(object, 'purchases_count', shapes.purchasesCount)
    put(object, 'ltv', shapes.ltv)
  }
  const hidesMain =
    shapes.isMain === 'absent' ||
    shapes.isMain === 'nowhere' ||
    (shapes.isMain === 'absentInLists' && !isSingle)
  // Of a pipeline the flag is another one.
  if (hidesMain && !('statuses' in ((given['_embedded'] ?? {}) as Json))) delete object['is_main']
  if (shapes.isMain === 'nowhere') delete object['main_contact']
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, shapeValue(value, shapes, isSingle)]),
  )
}

/** Takes out what the CRM would leave out of `_embedded` of a record, and of a page nothing but the whole. */
function shapeEmbedded(object: Json, shapes: ShapeSwitches): void {
  const embedded = { ...(object['_embedded'] as Json) }
  if ('id' in object)
    for (const key of ['tags', 'contacts', 'companies', 'leads', 'customers', 'segments']) {
      if (!Array.isArray(embedded[key])) continue
      put(embedded, key, shapes.linkLists)
      if (Array.isArray(embedded[key]) && embedded[key].length === 0) put(embedded, key, shapes.emptyLists)
    }
  object['_embedded'] = embedded
  const isEmpty = Object.values(embedded).every((value) => Array.isArray(value) && value.length === 0)
  if (isEmpty) put(object, '_embedded', shapes.emptyEmbedded)
}

function put(object: Json, key: string, position: string): void {
  if (position === 'null') object[key] = null
  if (position === 'list' && !Array.isArray(object[key])) object[key] = []
  if (position === 'absent') delete object[key]
}
