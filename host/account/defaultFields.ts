import type { EntityType, Given } from './wire'
import type { FieldEntity, WireEnum, WireField, WireFieldGroup } from './wireAccount'

const PHONE_KINDS = ['WORK', 'WORKDD', 'MOB', 'FAX', 'HOME', 'OTHER']
const EMAIL_KINDS = ['WORK', 'PRIV', 'OTHER']

/** The fields that every account has on an entity when its file lists none. */
export function createDefaultFields(entity: EntityType): Given<WireField, 'id'>[] {
  const predefined = { is_predefined: true, is_deletable: false }
  if (entity === 'contacts') {
    return [
      {
        ...predefined,
        id: 1_600_001,
        name: 'Телефон',
        type: 'multitext',
        code: 'PHONE',
        sort: 500,
        enums: enumsOf(1_690_001, PHONE_KINDS),
      },
      {
        ...predefined,
        id: 1_600_003,
        name: 'Email',
        type: 'multitext',
        code: 'EMAIL',
        sort: 501,
        enums: enumsOf(1_690_021, EMAIL_KINDS),
      },
      { ...predefined, id: 1_600_005, name: 'Должность', type: 'text', code: 'POSITION', sort: 502 },
    ]
  }
  if (entity === 'companies') {
    return [
      {
        ...predefined,
        id: 1_600_011,
        name: 'Телефон',
        type: 'multitext',
        code: 'PHONE',
        sort: 500,
        enums: enumsOf(1_690_041, PHONE_KINDS),
      },
      {
        ...predefined,
        id: 1_600_013,
        name: 'Email',
        type: 'multitext',
        code: 'EMAIL',
        sort: 501,
        enums: enumsOf(1_690_061, EMAIL_KINDS),
      },
      { ...predefined, id: 1_600_015, name: 'Web', type: 'url', code: 'WEB', sort: 502 },
      { ...predefined, id: 1_600_017, name: 'Адрес', type: 'textarea', code: 'ADDRESS', sort: 503 },
    ]
  }
  return []
}

/** The predefined groups of an entity: «Основное» and «Статистика». */
export function createDefaultGroups(entity: FieldEntity): WireFieldGroup[] {
  return [
    {
      id: 'default',
      name: 'Основное',
      is_predefined: true,
      type: 'custom_field_group',
      entity_type: entity,
      sort: 0,
    },
    {
      id: 'statistic',
      name: 'Статистика',
      is_predefined: true,
      type: 'linked_group',
      entity_type: entity,
      sort: 1,
    },
  ]
}

/** Completes a field of an account file or of a request. */
export function fillField(entity: FieldEntity, accountId: number, field: Given<WireField, 'id'>): WireField {
  return {
    name: `Поле ${field.id}`,
    type: 'text',
    account_id: accountId,
    code: null,
    sort: 500,
    is_api_only: false,
    enums: null,
    group_id: null,
    required_statuses: [],
    is_deletable: true,
    is_predefined: false,
    remind: null,
    triggers: [],
    currency: null,
    ...(entity === 'leads' ? { is_computed: false } : {}),
    ...(entity === 'catalogs' ? { is_visible: true, is_required: false } : {}),
    ...field,
    entity_type: entity,
  }
}

function enumsOf(firstId: number, codes: string[]): WireEnum[] {
  return codes.map((code, index) => ({ id: firstId + index, value: code, sort: 500 + index, code }))
}
