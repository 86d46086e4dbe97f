import type { LinkColumns, SourceColumns } from '../widget/records/columns'

/**
 * Sums of the three classes (1–3, 0 = none) in the plainest way for contacts = split and companies = withContacts, to compare results with:
 * equal parts to the minor unit, the remainder by one unit first to the main contact; a company of its own, else those of the contacts.
 */
export const splitLoop = (
  { leads, contacts, companies, contactCompanies }: SourceColumns,
  classes: Uint8Array,
) => {
  const contactSums = new Float64Array(4 * contacts.count)
  const companySums = new Float64Array(4 * companies.count)
  for (let row = 0; row < leads.count; row += 1) {
    const stageClass = classes[leads.stage[row]!]!
    if (stageClass === 0) continue
    const amount = leads.amounts[row]!
    const linked = targetsOf(leads.contacts, row)
    const part = Math.floor(amount / linked.length)
    const remainder = amount - part * linked.length
    linked.forEach((contact, place) => {
      contactSums[stageClass * contacts.count + contact]! += part + (place < remainder ? 1 : 0)
    })
    const own = targetsOf(leads.companies, row)
    const owners = own.length > 0 ? own : linked.flatMap((contact) => targetsOf(contactCompanies, contact))
    for (const company of new Set(owners)) companySums[stageClass * companies.count + company]! += amount
  }
  return { contactSums, companySums }
}

const targetsOf = ({ offsets, targets }: LinkColumns, row: number): number[] => [
  ...targets.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0),
]
