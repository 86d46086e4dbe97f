import { CrmError, isCrmError } from '../records/crmError'
import type { CustomField, CustomFieldDraft, CustomFieldGroup } from '../records/customField'
import type { ParentType } from '../records/parents'
import { mostTries } from './backOff'
import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './callOptions'
import type { CardClient, FieldClient } from './crmClient'
import type { Call, Caller } from './createCaller'
import { decodeCustomField, decodeGroups } from './decodeCustomFields'
import { createSourceReader } from './createSourceReader'
import { decodePage } from './decodePage'
import { fieldSource } from './fieldSource'
import { listSmall } from './listSmall'
import { newestFirst } from './orders'
import { parentSource } from './parentSource'
import { type RetryParts, waitForRetry } from './waitForRetry'

const fewNewest = 50

/**
 * A client with the calls that make and delete fields and groups of contacts and companies (API 7), and the look at buyers: apart, since
 * few pages need them.
 * Making is never repeated blindly: after a lost answer the CRM is asked what is there.
 */
export function addFieldCalls(client: CardClient): FieldClient {
  const { caller, retry } = client.wire
  return {
    ...client,

    async checkBuyers(options) {
      const path = '/api/v4/customers?limit=1&page=1'
      await caller.call({ ...options, method: 'GET', path, tries: 1 })
    },

    async createCustomFields(type, drafts, options) {
      if (drafts.length === 0) {
        return []
      }
      const call = writeCall('POST', `/api/v4/${type}/custom_fields`, drafts.map(encodeDraft), options)
      const made = await createOrFind(
        retry,
        options.signal,
        () => callAndDecode(caller, call, decodeMade),
        async () => {
          const fields = await listSmall(caller, fieldSource(type), options)
          const found = drafts.map((draft) => findMade(fields, draft))
          return found.every((field) => field !== undefined) ? found : null
        },
      )
      return drafts.map((draft) => findMade(made, draft) ?? notMade(call, draft.name))
    },

    async deleteCustomField(type, id, options) {
      await deleteOnce(caller, `/api/v4/${type}/custom_fields/${id}`, options)
    },

    async createGroup(type, name, sort, options) {
      const call = writeCall('POST', groupsPath(type), [{ name, sort }], options)
      const made = await createOrFind<CustomFieldGroup>(
        retry,
        options.signal,
        () => callAndDecode(caller, call, decodeGroups),
        async () => {
          const groups = await client.listGroups(type, options)
          return groups.some((group) => group.name === name) ? groups : null
        },
      )
      return made.find((group) => group.name === name) ?? made[0] ?? notMade(call, name)
    },

    async deleteGroup(type, id, options) {
      await deleteOnce(caller, `${groupsPath(type)}/${encodeURIComponent(id)}`, options)
    },

    async moveFieldsToGroup(type, groupId, fieldIds, options) {
      const path = `${groupsPath(type)}/${encodeURIComponent(groupId)}`
      await caller.call({ ...writeCall('PATCH', path, { fields: fieldIds }, options), tries: mostTries })
    },

    async listNewestParents(type, fields, { priority, signal }) {
      const source = parentSource(type, fields)
      const shape = { order: [newestFirst], sizes: [fewNewest], priority, needsMain: false } as const
      const { records } = await createSourceReader(caller, source, shape)(1, signal)
      return records
    },
  }
}

const groupsPath = (type: ParentType): string => `/api/v4/${type}/custom_fields/groups`

function writeCall(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  { priority, signal }: CallOptions,
): Call {
  return {
    method,
    path,
    body,
    priority,
    ...(signal === undefined ? {} : { signal }),
    isFinishedOnceSent: true,
  }
}

/** `id` must not be sent: the field would silently not be made (API 7.1). */
function encodeDraft(draft: CustomFieldDraft): Readonly<Record<string, unknown>> {
  return {
    name: draft.name,
    type: draft.type,
    sort: draft.sort,
    is_api_only: true,
    ...(draft.groupId === null ? {} : { group_id: draft.groupId }),
    ...(draft.code === undefined ? {} : { code: draft.code }),
  }
}

/** The answer to making is a list without links. */
function decodeMade(body: unknown): readonly CustomField[] {
  const listed = typeof body === 'object' && body !== null ? { _links: {}, ...body } : body
  return decodePage(listed, 'custom_fields', decodeCustomField).records
}

/** The youngest match: a field of the same name may be there from before. */
function findMade(fields: readonly CustomField[], draft: CustomFieldDraft): CustomField | undefined {
  return fields
    .filter((field) =>
      draft.code === undefined
        ? field.name === draft.name && field.type === draft.type
        : field.code?.toUpperCase() === draft.code.toUpperCase(),
    )
    .reduce<CustomField | undefined>(
      (youngest, field) => (field.id > (youngest?.id ?? 0) ? field : youngest),
      undefined,
    )
}

function notMade({ method, path }: Call, name: string): never {
  const detail = `«${name}»`
  throw new CrmError({ kind: 'malformed', method, path, status: 200, detail, mayBeApplied: true })
}

/**
 * Makes; when the answer was lost, looks for what was made and makes it only if it is not there, five times at most. After an answer that was
 * not understood nothing is made again: it would be understood no better.
 */
async function createOrFind<T>(
  parts: RetryParts,
  signal: AbortSignal | undefined,
  create: () => Promise<readonly T[]>,
  find: () => Promise<readonly T[] | null>,
): Promise<readonly T[]> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await create()
    } catch (error) {
      if (!isCrmError(error) || !error.mayBeApplied) {
        throw error
      }
      const isLast = error.kind === 'malformed' || failed >= mostTries
      if (!isLast) {
        await waitForRetry(parts, error, failed, signal)
      }
      const found = await find()
      if (found !== null) {
        return found
      }
      if (isLast) {
        throw error
      }
    }
  }
}

/** What is gone already is deleted. */
async function deleteOnce(caller: Caller, path: string, options: CallOptions): Promise<void> {
  try {
    await caller.call(writeCall('DELETE', path, undefined, options))
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'notFound') {
      throw error
    }
  }
}
