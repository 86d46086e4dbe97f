import type { LeadColumns } from '../widget/records/columns'

/** The least that any engine must do: count and sum of three classes (1–3, 0 = none) for both parents of every deal, in one loop. */
export const bareLoop = (leads: LeadColumns, classes: Uint8Array, people: number, firms: number) => {
  const { count, stage, amounts, contacts, companies } = leads
  const contactCounts = new Float64Array(4 * people)
  const contactSums = new Float64Array(4 * people)
  const companyCounts = new Float64Array(4 * firms)
  const companySums = new Float64Array(4 * firms)
  for (let row = 0; row < count; row += 1) {
    const stageClass = classes[stage[row]!]!
    if (stageClass === 0) continue
    const amount = amounts[row]!
    for (let link = contacts.offsets[row]!; link < contacts.offsets[row + 1]!; link += 1) {
      const at = stageClass * people + contacts.targets[link]!
      contactCounts[at]! += 1
      contactSums[at]! += amount
    }
    for (let link = companies.offsets[row]!; link < companies.offsets[row + 1]!; link += 1) {
      const at = stageClass * firms + companies.targets[link]!
      companyCounts[at]! += 1
      companySums[at]! += amount
    }
  }
  return { contactCounts, contactSums, companyCounts, companySums }
}
