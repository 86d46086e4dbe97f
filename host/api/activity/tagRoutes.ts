import { findOrAddTag } from '../../account/normalizeTags'
import { ENTITY_TYPES } from '../../account/wire'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { hal, halSlice } from '../hal'
import type { HostContext } from '../hostContext'
import { validationProblem } from '../problem'
import { parseQuery, queryAt, queryNumbers, queryPage, queryTexts } from '../query'
import { readBatch, requestIdOf } from '../requestBody'

/** Directories of tags, one for each entity. A POST of a known name gives its id: it is a safe «find or create». */
export function addTagRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES) {
    router.get(
      `/${entity}/tags`,
      apiHandler(context, ({ url }) => {
        const query = parseQuery(url.search)
        const ids = queryNumbers(queryAt(query, 'filter', 'id'))
        const name = queryTexts(queryAt(query, 'filter', 'name'))[0]
        const text = queryTexts(query['query'])[0]?.toLowerCase()
        const tags = [...context.store.lists.tags.values()].filter(
          (tag) =>
            tag.entity_type === entity &&
            (ids.length === 0 || ids.includes(tag.id)) &&
            (name === undefined || tag.name === name) &&
            (text === undefined || tag.name.toLowerCase().includes(text)),
        )
        return halSlice(url, 'tags', tags, queryPage(query), ({ id, name: shown, color }) => ({
          id,
          name: shown,
          color,
        }))
      }),
    )
    router.post(
      `/${entity}/tags`,
      apiHandler(context, async ({ request }) => {
        const read = await readBatch(request)
        if (!read.ok) return read.response
        const unnamed = read.body.findIndex(
          (element) => typeof element['name'] !== 'string' || element['name'] === '',
        )
        if (unnamed >= 0) {
          const errors = [{ code: 'FieldMissing', path: 'name', detail: 'This field is missing.' }]
          return validationProblem([{ request_id: requestIdOf(read.body[unnamed] ?? {}, unnamed), errors }])
        }
        const tags = read.body.map((element, place) => ({
          ...findOrAddTag(
            entity,
            {
              name: element['name'] as string,
              color: typeof element['color'] === 'string' ? element['color'] : null,
            },
            context.store.lists.tags,
          ),
          request_id: requestIdOf(element, place),
        }))
        return hal({ _total_items: tags.length, _embedded: { tags } })
      }),
    )
  }
}
