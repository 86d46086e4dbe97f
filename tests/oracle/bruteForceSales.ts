import type { WireAccountFile, WireCustomer, WireEvent, WireLead } from './accountWire'
import {
  attributeToCompanies,
  attributeToContacts,
  findLivingCards,
  type LivingCards,
} from './attributePlainly'
import { classifyLeadPlainly } from './classifyPlainly'
import { toMinorUnits } from './exactDecimals'
import { fillSettings, type PartialSettings, type PlainSettings } from './plainSettings'

/** A client with the sales (bought deals and purchases) of one period; `sum` in minor units. */
export interface PlainRepeatClient {
  readonly id: number
  readonly name: string
  readonly deals: number
  readonly purchases: number
  readonly sum: bigint
}

export interface PlainPeriod {
  /** Unix seconds; the first moment inside. */
  readonly from: number
  /** Unix seconds; the first moment outside. */
  readonly to: number
  readonly rows: 'contacts' | 'companies' | 'customers'
  /** The least number of sales. */
  readonly atLeast: number
}

/**
 * The clients with repeated sales in a half-open period, deals and purchases counted together: by number of sales,
 * then by sum, both descending, then by name and id.
 */
export function bruteForceSales(
  file: WireAccountFile,
  period: PlainPeriod,
  partial: PartialSettings = {},
): PlainRepeatClient[] {
  const settings = fillSettings(partial)
  const cards = findLivingCards(file)
  const rows = new Map<number, { deals: number; purchases: number; sum: bigint }>()
  const add = (kind: 'deals' | 'purchases', parts: ReadonlyMap<number, bigint>): void => {
    for (const [id, part] of parts) {
      const row = rows.get(id) ?? { deals: 0, purchases: 0, sum: 0n }
      rows.set(id, { ...row, [kind]: row[kind] + 1, sum: row.sum + part })
    }
  }
  for (const lead of file.leads ?? []) {
    if (classifyLeadPlainly(lead, file, settings) !== 'bought' || period.rows === 'customers') continue
    const soldAt = saleDate(lead, file.events ?? [], settings)
    if (soldAt === null || soldAt < period.from || soldAt >= period.to) continue
    add(
      'deals',
      clientsOf(lead, toMinorUnits(lead.price_with_minor_units ?? lead.price), cards, period, settings),
    )
  }
  for (const purchase of settings.buyers.purchases ? (file.transactions ?? []) : []) {
    const soldAt = purchase.completed_at
    const customer = file.customers?.find(({ id }) => id === purchase.customer_id)
    if (purchase.is_deleted === true || customer === undefined || customer.is_deleted === true) continue
    if (soldAt == null || soldAt < period.from || soldAt >= period.to) continue
    add('purchases', clientsOf(customer, toMinorUnits(purchase.price), cards, period, settings))
  }
  const names = new Map((file[period.rows] ?? []).map(({ id, name }) => [id, name ?? '']))
  return [...rows]
    .map(([id, row]) => ({ id, name: names.get(id) ?? '', ...row }))
    .filter((row) => row.deals + row.purchases >= period.atLeast)
    .sort(
      (left, right) =>
        right.deals + right.purchases - (left.deals + left.purchases) ||
        Number(right.sum - left.sum) ||
        left.name.localeCompare(right.name, 'ru') ||
        left.id - right.id,
    )
}

function clientsOf(
  record: WireLead | WireCustomer,
  sum: bigint,
  cards: LivingCards,
  period: PlainPeriod,
  settings: PlainSettings,
): ReadonlyMap<number, bigint> {
  if (period.rows === 'customers') return new Map([[record.id, sum]])
  if (period.rows === 'contacts') return attributeToContacts(record, sum, cards, settings)
  return new Map(attributeToCompanies(record, cards, settings).map((id) => [id, sum]))
}

function saleDate(lead: WireLead, events: readonly WireEvent[], settings: PlainSettings): number | null {
  const field = lead.custom_fields_values?.find(
    (each) => settings.saleDateField !== null && each.field_id === settings.saleDateField,
  )
  const own = field?.values?.[0]?.value
  if (typeof own === 'number') return own
  if (lead.closed_at != null) return lead.closed_at
  let last: number | null = null
  for (const event of events) {
    if (event.type !== 'lead_status_changed' || event.entity_id !== lead.id) continue
    if (last !== null && event.created_at < last) continue
    if (isIntoBought(event, settings)) last = event.created_at
  }
  return last
}

function isIntoBought(event: WireEvent, settings: PlainSettings): boolean {
  const after = event.value_after as
    | readonly { readonly lead_status?: { readonly id: number; readonly pipeline_id: number } }[]
    | undefined
  const stage = after?.[0]?.lead_status
  if (stage === undefined) return false
  const lead: WireLead = { id: event.entity_id, status_id: stage.id, pipeline_id: stage.pipeline_id }
  return classifyLeadPlainly(lead, {}, settings) === 'bought'
}
