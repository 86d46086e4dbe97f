import type { World } from './createWorld'

/** A change of one of our fields in a contact, as somebody else makes it; `code` without the beginning of ours. */
export const fieldOf = (world: Pick<World, 'account'>, id: number, code: string, value: number) => {
  const fields = world.account().custom_fields?.contacts ?? []
  const field = fields.find((each) => each.code === `SALES_ANALYTICS_${code}`)
  const values = [{ field_id: field?.id, values: [{ value }] }]
  return { op: 'update', entity: 'contacts', id, set: { custom_fields_values: values } }
}
