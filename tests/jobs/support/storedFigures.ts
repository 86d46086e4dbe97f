import type { WireAccountFile } from '../../oracle/accountWire'
import type { World } from './createWorld'

/** What the CRM holds in our fields of one card, by the codes of the fields without their beginning. */
export const storedFigures = (
  world: Pick<World, 'account'>,
  type: 'contacts' | 'companies',
  id: number,
  account: WireAccountFile = world.account(),
): Record<string, unknown> => {
  const codes = new Map(account.custom_fields?.[type]?.map((field) => [field.id, field.code]))
  const card = account[type]?.find((each) => each.id === id)
  return Object.fromEntries(
    (card?.custom_fields_values ?? []).flatMap((each) => {
      const code = codes.get(each.field_id ?? 0)
      if (code?.startsWith('SALES_ANALYTICS_') !== true) return []
      return [[code.slice('SALES_ANALYTICS_'.length), each.values?.[0]?.value]]
    }),
  )
}
