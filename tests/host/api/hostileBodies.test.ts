import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { NOT_BUILT } from '../../../host/api/notBuilt'
import { openHost } from '../openHost'

/** An account in which everything that a path can name by the id 1 is there. */
const account = (): AccountFile => ({
  leads: [{ id: 1, price: 1, status_id: 70, pipeline_id: 1 }],
  pipelines: [{ id: 1, _embedded: { statuses: [{ id: 70, type: 1 }, { id: 1 }, { id: 142 }, { id: 143 }] } }],
  contacts: [{ id: 1 }],
  companies: [{ id: 1 }],
  customers: [{ id: 1 }],
  transactions: [{ id: 1, customer_id: 1 }],
  customers_statuses: [{ id: 1 }],
  segments: [{ id: 1 }],
  catalogs: [{ id: 1 }],
  catalog_elements: [{ id: 1, catalog_id: 1 }],
  notes: ['leads', 'contacts', 'companies', 'customers'].map((entity_type, place) => ({
    id: place + 1,
    entity_type,
    entity_id: 1,
  })),
  tasks: [{ id: 1 }],
  talks: [{ talk_id: 1 }],
  sources: [{ id: 1 }],
  roles: [{ id: 1 }],
  loss_reasons: [{ id: 1 }],
  users: [{ id: 1 }],
  unsorted: [{ uid: '1', lead_id: 1, pipeline_id: 1 }],
  custom_fields: {
    leads: [{ id: 1, type: 'select' }],
    contacts: [{ id: 1, type: 'smart_address' }],
    companies: [{ id: 1, type: 'chained_list' }],
    customers: [{ id: 1, type: 'multitext' }],
  },
  catalog_custom_fields: [{ id: 1, catalog_id: 1, type: 'category' }],
})

const KEYS = [
  'name',
  'sort',
  'values',
  'custom_fields_values',
  '_embedded',
  'metadata',
  'rights',
  'nested',
  'enums',
  'chained_lists',
  'required_statuses',
  'services',
  'settings',
  'destination',
  'fields',
  'params',
  'result',
  'tags_to_add',
  'tags_to_delete',
  'external_id',
  'type',
  'code',
  'phone',
  'direction',
  'duration',
  'source',
  'text',
  'complete_till',
  'entity_id',
  'entity_type',
  'to_entity_id',
  'to_entity_type',
  'note_type',
  'price',
  'status_id',
  'pipeline_id',
  'is_main',
  'is_unsorted_on',
  'source_uid',
  'source_name',
  'mode',
  'earn',
  'email',
  'conditions',
]
const VALUES: unknown[] = [null, 0, -1, 1.5, '', 'текст', true, [], [null], [1], [[]], {}, { id: null }, [{}]]
const EMBEDDED: unknown[] = [
  'tags',
  'contacts',
  'companies',
  'leads',
  'segments',
  'statuses',
  'metadata',
  'source',
].flatMap((key) =>
  [null, 5, 'текст', [null], [{}], [{ id: 'x' }]].map((value) => ({ _embedded: { [key]: value } })),
)
const FIELD_VALUES: unknown[] = VALUES.flatMap((value) => [
  { custom_fields_values: [value] },
  { custom_fields_values: [{ field_id: 1, values: [value] }] },
  { custom_fields_values: [{ field_id: 1, values: [{ value, enum_id: value, enum_code: value }] }] },
  { custom_fields_values: [{ field_id: value, field_code: value, values: value }] },
])
const ELEMENTS: unknown[] = [
  ...VALUES.map((value) => Object.fromEntries(KEYS.map((key) => [key, value]))),
  ...KEYS.flatMap((key) => ['текст', [null]].map((value) => ({ [key]: value }))),
  ...EMBEDDED,
  ...FIELD_VALUES,
]
const BODIES: readonly string[] = ['', '{', 'null', '5', '"x"', '[]', '[null]', '[[]]'].concat(
  ELEMENTS.flatMap((element) => [{ id: 1, ...(element as object) }, [{ id: 1, ...(element as object) }]]).map(
    (body) => JSON.stringify(body),
  ),
)

/** Companies are written by the same handlers as contacts; what is not built reads no body. */
const writes = openHost(account()).app.routes.filter(
  ({ method, path }) =>
    /^(POST|PATCH|DELETE|PUT)$/.test(method) &&
    /^\/(api|oauth2)\//.test(path) &&
    !path.includes('/companies') &&
    !NOT_BUILT.some((one) => one.method === method && one.path === path.replaceAll(/:\w+/g, '{id}')),
)
const READS = [
  'leads',
  'contacts',
  'companies',
  'customers',
  'tasks',
  'catalogs/1/elements',
  'sources',
  'roles',
]
  .map((list) => `/api/v4/${list}`)
  .concat('/__host/account', '/api/v4/leads/pipelines', '/api/v4/contacts/notes', '/api/v4/events')
const PATHS = [...new Set(writes.map(({ method, path }) => `${method} ${path}`))].map((route) =>
  route.replaceAll(/:\w+(\{[^}]*\})?/g, '1'),
)

describe('a body that nobody should send', () => {
  test.each(PATHS)('is refused or taken, and breaks nothing: %s', async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const { call } = openHost(account())
    for (const body of BODIES) {
      const { status, text } = await call(method, path, body)
      expect(status, `${body} → ${text}`).toBeLessThan(500)
    }
    // What was taken in must be readable.
    for (const read of READS) expect((await call('GET', read)).status).toBeLessThan(300)
  })
})
