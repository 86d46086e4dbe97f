import type { HostApp } from '../../../../host/createApp'
import type { ParentType } from '../../../../widget/records/parents'
import type { PlainFieldKey } from '../../../oracle/diffAccountFields'

const codes: Readonly<Record<string, PlainFieldKey>> = {
  SALES_ANALYTICS_BOUGHT_COUNT: 'boughtCount',
  SALES_ANALYTICS_BOUGHT_SUM: 'boughtSum',
  SALES_ANALYTICS_AVERAGE_CHECK: 'averageCheck',
  SALES_ANALYTICS_IN_WORK_COUNT: 'inWorkCount',
  SALES_ANALYTICS_IN_WORK_SUM: 'inWorkSum',
  SALES_ANALYTICS_REFUSED_COUNT: 'refusedCount',
  SALES_ANALYTICS_REFUSED_SUM: 'refusedSum',
  SALES_ANALYTICS_ACTUAL_AT: 'actualAt',
}

const names = /^\*(Продажи, |Ср\. чек|В работе, |Отказы, |Актуально на$)/

/** Whether a field that the widget makes is one of its own: by its code, or by its name where it has none. */
export const isOurs = ({ code, name }: { readonly code?: unknown; readonly name?: unknown }): boolean =>
  typeof code === 'string' ? code.toUpperCase() in codes : typeof name === 'string' && names.test(name)

/** The widget's fields among those of the CRM, by id: those with its codes. */
export const ourFields = (host: HostApp, type: ParentType): ReadonlyMap<number, PlainFieldKey> =>
  new Map(
    host.store.fields[type].fields.flatMap(({ id, code }) => {
      const key = codes[code?.toUpperCase() ?? '']
      return key === undefined ? [] : [[id, key] as const]
    }),
  )

/** How many fields look like the widget's own: more than eight are two sets of them. */
export const countOurs = (host: HostApp, type: ParentType): number =>
  host.store.fields[type].fields.filter((field) => isOurs(field)).length

/** What the wire has in a field, as a text that can be compared with the brute force's. */
export const textOfValue = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return 'absent'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
