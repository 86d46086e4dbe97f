import { translate } from '../texts/translate'
import type { PageCardAnswer, PageField } from '../wire'

export type CardTabKind = 'fields' | 'leads' | 'customers' | 'purchases' | 'statistic'

/** A tab of the card: a group of fields, or one of the CRM's own. */
export interface CardTab {
  id: string
  name: string
  kind: CardTabKind
  fields: readonly PageField[]
}

/** The card's tabs in order: «Основное», the CRM's own, then the account's groups of fields. */
export function cardTabs(answer: PageCardAnswer): CardTab[] {
  const { record, fields, groups } = answer
  const custom = groups.filter(({ id }) => id !== 'default' && id !== 'statistic')
  const ids = new Set(custom.map(({ id }) => id))
  const main = fields.filter(({ groupId }) => !ids.has(groupId))
  const tabs: CardTab[] = [{ id: 'default', name: translate('tab.default'), kind: 'fields', fields: main }]
  if (record.entity !== 'leads' && record.id > 0) tabs.push(own('leads', 'leads'))
  if (answer.linkedCustomers.length > 0) tabs.push(own('customers', 'customers'))
  if (record.entity === 'customers' && record.id > 0) tabs.push(own('purchases', 'purchases'))
  if (record.id > 0) tabs.push(own('statistic', 'statistic'))
  for (const group of custom) {
    tabs.push({
      id: group.id,
      name: group.name,
      kind: 'fields',
      fields: fields.filter(({ groupId }) => groupId === group.id),
    })
  }
  return tabs
}

function own(id: string, kind: Exclude<CardTabKind, 'fields'>): CardTab {
  return { id, kind, name: translate(`tab.${kind}`), fields: [] }
}
