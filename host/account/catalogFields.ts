import type { AccountFile } from './accountFile'
import type { AccountLists } from './accountLists'
import { FieldRegistry } from './fieldRegistry'
import type { Given, WireFieldValues } from './wire'
import type { WireField } from './wireAccount'

type NewField = Omit<Given<WireField, 'name' | 'type' | 'code'>, 'id'>

const standing = { is_predefined: true, is_deletable: false }

/** Fields that a catalog of a type is made with; those of goods and of invoices cannot be deleted (products-api, invoices). */
const FIELDS_OF_TYPE: Readonly<Record<string, readonly NewField[]>> = {
  products: [
    { ...standing, name: 'Артикул', type: 'text', code: 'SKU' },
    { ...standing, name: 'Описание', type: 'textarea', code: 'DESCRIPTION' },
    { ...standing, name: 'Цена', type: 'numeric', code: 'PRICE' },
    { ...standing, name: 'Группа', type: 'category', code: 'GROUP', nested: [] },
    { ...standing, name: 'External ID', type: 'text', code: 'EXTERNAL_ID' },
  ],
  invoices: [
    {
      ...standing,
      name: 'Статус',
      type: 'select',
      code: 'BILL_STATUS',
      enums: [
        { id: 1, value: 'Создан', sort: 1, code: 'created' },
        { id: 2, value: 'Оплачен', sort: 2, code: 'paid' },
        { id: 3, value: 'Частично оплачен', sort: 3, code: 'partially_paid' },
        { id: 4, value: 'Предоплата', sort: 4, code: 'paid_in_advance' },
      ],
    },
    { ...standing, name: 'Юридическое лицо', type: 'legal_entity', code: 'LEGAL_ENTITY' },
    { ...standing, name: 'Плательщик', type: 'payer', code: 'PAYER' },
    { ...standing, name: 'Поставщик', type: 'supplier', code: 'SUPPLIER' },
    { ...standing, name: 'Позиции', type: 'items', code: 'ITEMS' },
    { ...standing, name: 'Дата оплаты', type: 'date_time', code: 'BILL_PAYMENT_DATE' },
    { ...standing, name: 'Комментарий', type: 'textarea', code: 'BILL_COMMENT' },
    { ...standing, name: 'Сумма', type: 'numeric', code: 'BILL_PRICE' },
  ],
}

/**
 * The fields of each catalog: those of the file, and those that the values of its elements name. A catalog of goods or
 * invoices that has neither gets those of its type.
 */
export function createCatalogFields(
  given: AccountFile['catalog_custom_fields'],
  lists: AccountLists,
  accountId: number,
): Map<number, FieldRegistry> {
  const registries = new Map<number, FieldRegistry>()
  for (const id of lists.catalogs.keys()) registries.set(id, new FieldRegistry('catalogs', accountId))
  for (const { catalog_id: catalogId, ...field } of given ?? []) registries.get(catalogId)?.putField(field)
  for (const { catalog_id: catalogId, custom_fields_values: values } of lists.elements.values()) {
    const registry = registries.get(catalogId)
    if (registry && values) learnFields(registry, values as WireFieldValues[])
  }
  let next = highestIn(registries) + 1
  for (const [id, registry] of registries)
    if (registry.fields.length === 0)
      next = addFieldsOfType(registry, lists.catalogs.get(id)?.type ?? '', next)
  return registries
}

/** Fields that the values of an element name, and the groups that it stands in. */
function learnFields(registry: FieldRegistry, values: WireFieldValues[]): void {
  for (const entry of registry.normalize(values) ?? []) {
    const field = registry.field(entry.field_id ?? 0)
    if (field?.type !== 'category') continue
    const nested = [...(field.nested ?? [])]
    for (const { enum_id: id, value } of entry.values ?? [])
      if (id && !nested.some((one) => one.id === id))
        nested.push({ id, value: String(value), sort: nested.length, parent_id: null })
    registry.putField({ id: field.id, nested })
  }
}

/** Gives a new catalog the fields of its type, with ids from `firstId` on; gives the next free id. */
export function addFieldsOfType(registry: FieldRegistry, type: string, firstId: number): number {
  const fields = FIELDS_OF_TYPE[type] ?? []
  for (const [place, field] of fields.entries())
    registry.putField({ sort: 500 + place, ...field, id: firstId + place })
  return firstId + fields.length
}

/** The highest id of a field of any catalog; where there is none, the one before the first that is given out. */
export function highestIn(registries: ReadonlyMap<number, FieldRegistry>): number {
  let highest = 1_650_000
  for (const registry of registries.values())
    for (const field of registry.fields) highest = Math.max(highest, field.id)
  return highest
}
