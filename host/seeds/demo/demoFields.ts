import type { AccountFile } from '../../account/accountFile'
import type { Given, WireFieldValues } from '../../account/wire'
import type { WireField } from '../../account/wireAccount'

type FileField = Given<WireField, 'id'>

/** Ids of the fields that cards and deals fill. */
export const fieldIds = {
  contactPhone: 1600001,
  contactPosition: 1600002,
  contactEmail: 1600003,
  contactComment: 1600004,
  contactHeardFrom: 1600005,
  contactDiscount: 1600006,
  contactBirthday: 1600007,
  companyPhone: 1600011,
  companyEmail: 1600012,
  companyWeb: 1600013,
  companyAddress: 1600014,
  companyTrade: 1600015,
  companyStaff: 1600016,
  companyContractAt: 1600017,
  leadCost: 1600021,
  leadUtmSource: 1600022,
} as const

export const heardFrom = ['Реклама', 'Рекомендация', 'Выставка', 'Соцсети']
export const trades = ['Торговля', 'Общепит', 'Медицина', 'Образование', 'Производство']
export const utmSources = ['yandex', 'vk', 'telegram', 'mail']
const workPhoneEnum = 1690001
const workEmailEnum = 1690021
const heardFromEnum = 1690051
const tradeEnum = 1690061

/** The usual fields of a small company's account. The widget's own fields are not among them. */
export function createDemoFields(): NonNullable<AccountFile['custom_fields']> {
  const phones = enums(workPhoneEnum, ['WORK', 'WORKDD', 'MOB', 'FAX', 'HOME', 'OTHER'], true)
  const emails = enums(workEmailEnum, ['WORK', 'PRIV', 'OTHER'], true)
  return {
    contacts: [
      { ...field(fieldIds.contactPhone, 'Телефон', 'multitext', 'PHONE'), enums: phones },
      { ...field(fieldIds.contactEmail, 'Email', 'multitext', 'EMAIL'), enums: emails },
      field(fieldIds.contactPosition, 'Должность', 'text', 'POSITION'),
      field(fieldIds.contactComment, 'Комментарий', 'text'),
      {
        ...field(fieldIds.contactHeardFrom, 'Откуда узнали', 'select'),
        enums: enums(heardFromEnum, heardFrom),
      },
      field(fieldIds.contactDiscount, 'Скидка, %', 'numeric'),
      field(fieldIds.contactBirthday, 'Дата рождения', 'date'),
    ],
    companies: [
      { ...field(fieldIds.companyPhone, 'Телефон', 'multitext', 'PHONE'), enums: phones },
      { ...field(fieldIds.companyEmail, 'Email', 'multitext', 'EMAIL'), enums: emails },
      field(fieldIds.companyWeb, 'Web', 'url', 'WEB'),
      field(fieldIds.companyAddress, 'Адрес', 'textarea', 'ADDRESS'),
      { ...field(fieldIds.companyTrade, 'Отрасль', 'select'), enums: enums(tradeEnum, trades) },
      field(fieldIds.companyStaff, 'Сотрудников', 'numeric'),
      field(fieldIds.companyContractAt, 'Дата договора', 'date'),
    ],
    leads: [
      field(fieldIds.leadCost, 'Себестоимость', 'numeric'),
      {
        ...field(fieldIds.leadUtmSource, 'utm_source', 'tracking_data', 'UTM_SOURCE'),
        group_id: 'statistic',
      },
    ],
  }
}

/** A work phone as a card carries it. */
export function phoneValue(fieldId: number, phone: string): WireFieldValues {
  return { field_id: fieldId, values: [{ value: phone, enum_id: workPhoneEnum, enum_code: 'WORK' }] }
}

/** A work e-mail as a card carries it. */
export function emailValue(fieldId: number, email: string): WireFieldValues {
  return { field_id: fieldId, values: [{ value: email, enum_id: workEmailEnum, enum_code: 'WORK' }] }
}

/** A chosen list value of one of the two list fields. */
export function choiceValue(fieldId: number, choices: readonly string[], index: number): WireFieldValues {
  const first = fieldId === fieldIds.companyTrade ? tradeEnum : heardFromEnum
  return { field_id: fieldId, values: [{ value: choices[index], enum_id: first + index, enum_code: null }] }
}

/** Any other value: text as text, numbers as text, dates as unix seconds. */
export function plainValue(fieldId: number, value: string | number): WireFieldValues {
  return { field_id: fieldId, values: [{ value }] }
}

function field(id: number, name: string, type: string, code: string | null = null): FileField {
  return {
    id,
    name,
    type,
    code,
    sort: 500 + (id % 10),
    is_predefined: code !== null,
    is_deletable: code === null,
  }
}

function enums(firstId: number, values: readonly string[], isCoded = false) {
  return values.map((value, index) => ({
    id: firstId + index,
    value,
    sort: 500 + index,
    code: isCoded ? value : null,
  }))
}
