import { ENTITY_TYPES } from '../account/wire'
import { apiHandler, type ApiRouter } from './apiHandler'
import type { HostContext } from './hostContext'
import { listRecords, readRecord } from './records/listRecords'
import { createRecords, updateOneRecord, updateRecords } from './records/writeRecords'

/** Lists, single records and writes of leads, contacts, companies and customers. */
export function addRecordRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES) {
    router.get(
      `/${entity}`,
      apiHandler(context, ({ user, url }) => listRecords(context, user, entity, url)),
    )
    router.post(
      `/${entity}`,
      apiHandler(context, ({ user, request }) => createRecords(context, user, entity, request)),
    )
    router.patch(
      `/${entity}`,
      apiHandler(context, ({ user, request }) => updateRecords(context, user, entity, request)),
    )
    router.get(
      `/${entity}/:id{[0-9]+}`,
      apiHandler(context, ({ user, url, param }) =>
        readRecord(context, user, entity, Number(param('id')), url),
      ),
    )
    router.patch(
      `/${entity}/:id{[0-9]+}`,
      apiHandler(context, ({ user, request, param }) =>
        updateOneRecord(context, user, entity, Number(param('id')), request),
      ),
    )
  }
}
