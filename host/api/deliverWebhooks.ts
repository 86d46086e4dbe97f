import type { AccountStore, RecordChange } from '../account/accountStore'
import { formatValues } from '../account/formatValues'
import { SINGULAR } from '../account/recordSet'
import type { WireLead, WireRecord } from '../account/wire'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Posts a change of a record to the hooks that ask for it, on loopback addresses only, as the CRM's form of PHP keys. */
export function deliverWebhooks(change: RecordChange, store: AccountStore): void {
  const setting = `${change.action}_${SINGULAR[change.entity]}`
  const hooks = [...store.lists.webhooks.values()].filter((hook) => {
    return (
      !hook.disabled && hook.settings.includes(setting) && LOOPBACK.has(new URL(hook.destination).hostname)
    )
  })
  if (hooks.length === 0) return
  const body = new URLSearchParams(pairsOf(change, store)).toString()
  for (const hook of hooks) void post(hook.destination, body)
}

/** One try: a receiver that does not answer misses the hook, as one that is down would. */
async function post(destination: string, body: string): Promise<boolean> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return fetch(destination, { method: 'POST', headers, body, signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  )
}

function pairsOf(change: RecordChange, store: AccountStore): [string, string][] {
  const { entity, action, index } = change
  const record = store.table(entity).read(index)
  const key = entity === 'companies' ? 'contacts' : entity
  const values: Record<string, unknown> =
    action === 'delete' ? { id: record.id } : recordValues(change, store, record)
  return [
    ...flatten(`${key}[${action}][0]`, values),
    ...flatten('account', {
      subdomain: store.account.subdomain,
      id: store.account.id,
      _links: { self: `https://${store.account.subdomain}.amocrm.ru` },
    }),
  ]
}

function recordValues(
  change: RecordChange,
  store: AccountStore,
  record: WireRecord,
): Record<string, unknown> {
  const { entity, action, before } = change
  const fields = formatValues(store.fields[entity], record.custom_fields_values) ?? []
  const common = {
    id: record.id,
    name: record.name,
    responsible_user_id: record.responsible_user_id,
    date_create: record.created_at,
    last_modified: record.updated_at,
    created_user_id: record.created_by,
    modified_user_id: record.updated_by,
    account_id: record.account_id,
    custom_fields: fields.map((field) => ({
      id: field.field_id,
      name: field.field_name,
      values: field.values?.map((value) => ({ value: value.value })),
    })),
  }
  if (entity === 'leads') {
    const lead = record as WireLead
    const old = before as WireLead | null
    const stage = { status_id: lead.status_id, pipeline_id: lead.pipeline_id, price: lead.price }
    if (action !== 'status') return { ...common, ...stage }
    return { ...common, ...stage, old_status_id: old?.status_id, old_pipeline_id: old?.pipeline_id }
  }
  const stamps = { created_at: record.created_at, updated_at: record.updated_at }
  return entity === 'customers' ? { ...common, ...stamps } : { ...common, ...stamps, type: SINGULAR[entity] }
}

function flatten(prefix: string, value: unknown): [string, string][] {
  if (value === undefined || value === null || typeof value === 'function') return []
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => flatten(`${prefix}[${key}]`, inner))
  return [[prefix, typeof value === 'string' ? value : JSON.stringify(value)]]
}
