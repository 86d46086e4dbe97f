import { MISSING_TIME } from './arraySource'
import type { AccountFile } from './accountFile'
import type { WireRole, WireSegment } from './wireAccount'
import type {
  WireCatalog,
  WireElement,
  WireLossReason,
  WireNote,
  WireSource,
  WireTagEntry,
  WireTalk,
  WireTask,
  WireTransaction,
  WireUnsorted,
  WireWebhook,
} from './wireActivity'

/** The smaller lists of an account, by id, in ascending order of ids. */
export interface AccountLists {
  transactions: Map<number, WireTransaction>
  segments: Map<number, WireSegment>
  notes: Map<number, WireNote>
  tasks: Map<number, WireTask>
  tags: Map<number, WireTagEntry>
  catalogs: Map<number, WireCatalog>
  elements: Map<number, WireElement>
  talks: Map<number, WireTalk>
  sources: Map<number, WireSource>
  lossReasons: Map<number, WireLossReason>
  webhooks: Map<number, WireWebhook>
  roles: Map<number, WireRole>
  /** By the id of the deal. */
  unsorted: Map<number, WireUnsorted>
}

/** First id of each list when it is empty. */
const FIRST_IDS: Readonly<Record<keyof AccountLists, number>> = {
  transactions: 93_000_001,
  segments: 48_000_001,
  notes: 880_000_001,
  tasks: 97_000_001,
  tags: 340_001,
  catalogs: 4_500,
  elements: 620_001,
  talks: 6_501,
  sources: 11_000_001,
  lossReasons: 910_001,
  webhooks: 1_050_001,
  roles: 61_001,
  unsorted: 1,
}

/** Reads the smaller lists of a file and puts the CRM's defaults into them. */
export function createAccountLists(file: AccountFile, accountId: number): AccountLists {
  const stamp = { created_by: 0, updated_by: 0, created_at: MISSING_TIME, updated_at: MISSING_TIME }
  const account = { account_id: accountId }
  return {
    transactions: byId(file.transactions, (item) => ({
      ...stamp,
      ...account,
      price: 0,
      comment: null,
      completed_at: item.created_at ?? MISSING_TIME,
      is_deleted: false,
      ...item,
    })),
    segments: byId(file.segments, (item) => ({
      created_at: MISSING_TIME,
      updated_at: MISSING_TIME,
      ...account,
      name: `Сегмент ${item.id}`,
      color: '6610f2',
      available_products_price_types: null,
      customers_count: 0,
      custom_fields_values: [],
      ...item,
    })),
    notes: byId(file.notes, (item) => ({
      ...stamp,
      ...account,
      responsible_user_id: item.created_by ?? 0,
      group_id: 0,
      note_type: 'common',
      params: {},
      ...item,
    })),
    tasks: byId(file.tasks, (item) => ({
      ...stamp,
      ...account,
      responsible_user_id: item.created_by ?? 0,
      group_id: 0,
      entity_id: 0,
      entity_type: '',
      duration: 0,
      is_completed: false,
      task_type_id: 1,
      text: '',
      result: [],
      complete_till: MISSING_TIME,
      ...item,
    })),
    tags: byId(file.tags, (item) => ({ color: null, entity_type: 'leads', ...item })),
    catalogs: byId(file.catalogs, (item) => ({
      ...stamp,
      ...account,
      name: `Список ${item.id}`,
      sort: 10,
      type: 'regular',
      can_add_elements: true,
      can_show_in_cards: false,
      can_link_multiple: true,
      can_be_deleted: true,
      sdk_widget_code: null,
      ...item,
    })),
    elements: byId(file.catalog_elements, (item) => ({
      ...stamp,
      ...account,
      name: `Элемент ${item.id}`,
      is_deleted: null,
      custom_fields_values: null,
      ...item,
    })),
    talks: byId(
      file.talks?.map((talk) => ({ ...talk, id: talk.talk_id })),
      ({ id, ...item }) => ({
        created_at: MISSING_TIME,
        updated_at: MISSING_TIME,
        rate: 0,
        contact_id: null,
        chat_id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
        entity_id: null,
        entity_type: null,
        is_in_work: true,
        is_read: true,
        origin: 'telegram',
        missed_at: null,
        ...account,
        ...item,
      }),
    ),
    sources: byId(file.sources, (item) => ({
      name: `Источник ${item.id}`,
      pipeline_id: null,
      external_id: String(item.id),
      default: false,
      origin_code: null,
      services: [],
      ...item,
    })),
    lossReasons: byId(file.loss_reasons, (item) => ({
      name: `Причина ${item.id}`,
      sort: 100_000,
      created_at: MISSING_TIME,
      updated_at: MISSING_TIME,
      ...item,
    })),
    webhooks: byId(
      file.webhooks?.map((hook, index) => ({ ...hook, id: hook.id ?? FIRST_IDS.webhooks + index })),
      (item) => ({
        created_at: MISSING_TIME,
        updated_at: MISSING_TIME,
        created_by: 0,
        ...account,
        sort: 1,
        disabled: false,
        settings: [],
        ...item,
      }),
    ),
    roles: byId(file.roles, (item) => ({ name: `Роль ${item.id}`, rights: {}, ...item })),
    unsorted: byId(
      file.unsorted?.map((request) => ({ ...request, id: request.lead_id })),
      ({ id: _id, ...item }) => ({
        source_uid: null,
        source_name: '',
        category: 'forms',
        pipeline_id: 0,
        created_at: MISSING_TIME,
        metadata: {},
        ...account,
        contact_id: null,
        company_id: null,
        accepted_at: null,
        declined_at: null,
        ...item,
      }),
    ),
  }
}

/** The id of the next item of a list. */
export function nextIdOf(lists: AccountLists, name: keyof AccountLists): number {
  let highest = FIRST_IDS[name] - 1
  for (const id of lists[name].keys()) highest = Math.max(highest, id)
  return highest + 1
}

function byId<G extends { id: number }, T>(
  items: readonly G[] | undefined,
  fill: (item: G) => T,
): Map<number, T> {
  const sorted = [...(items ?? [])].sort((one, other) => one.id - other.id)
  return new Map(sorted.map((item) => [item.id, fill(item)]))
}
