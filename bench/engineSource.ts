import type { Rules } from '../widget/calc/rules'
import type { LinkColumns, SourceColumns } from '../widget/records/columns'
import { createCustomerColumnsBuilder } from '../widget/records/createCustomerColumnsBuilder'
import { createParentIndex } from '../widget/records/createParentIndex'
import { defaultSettings } from '../widget/settings/defaultSettings'

/** The account that the engine and its rivals count: records by kind. */
export const sizes = { leads: 1_000_000, contacts: 300_000, companies: 100_000 }

const stages = [
  { pipelineId: 1, stageId: 11, type: 0 },
  { pipelineId: 1, stageId: 12, type: 0 },
  { pipelineId: 1, stageId: 142, type: 0 },
  { pipelineId: 1, stageId: 143, type: 0 },
  { pipelineId: 1, stageId: 10, type: 1 },
]
/** Class of each stage: 1 in work, 2 bought, 3 refused, 0 none. */
export const classes = Uint8Array.of(1, 1, 2, 3, 0)

/** Default settings but for what is given, over one pipeline with every kind of stage. */
export const rulesOf = (settings: Partial<Rules['settings']>): Rules => ({
  settings: { ...defaultSettings, ...settings },
  customersMode: 'periodicity',
  customerStages: [],
  pipelines: [
    {
      id: 1,
      name: '',
      sort: 1,
      isMain: true,
      isArchive: false,
      stages: stages.map(({ stageId, type }) => ({
        id: stageId,
        pipelineId: 1,
        name: '',
        sort: 1,
        color: '#fff',
        type,
      })),
    },
  ],
})

/** The same numbers in every run: a linear congruential generator. */
const createDraw = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Links with so many targets a row on average, `most` at most, each target once a row. */
const someLinks = (
  rows: number,
  targetCount: number,
  average: number,
  most: number,
  seed: number,
): LinkColumns => {
  const draw = createDraw(seed)
  const offsets = new Uint32Array(rows + 1)
  const targets: number[] = []
  for (let row = 0; row < rows; row += 1) {
    let wanted = Math.floor(average)
    while (wanted < most && draw(1000) < (average - Math.floor(average)) * 1000) wanted += 1
    const first = targets.length
    while (targets.length - first < wanted) {
      const target = draw(targetCount)
      if (!targets.slice(first).includes(target)) targets.push(target)
    }
    offsets[row + 1] = targets.length
  }
  return { offsets, targets: Uint32Array.from(targets) }
}

/** Deals with 1.25 contacts and 0.7 companies on average; the same in every run. */
export const someSource = (): SourceColumns => {
  const contacts = createParentIndex(sizes.contacts)
  const companies = createParentIndex(sizes.companies)
  for (let id = 1; id <= sizes.contacts; id += 1) contacts.add(id)
  for (let id = 1; id <= sizes.companies; id += 1) companies.add(id)
  const draw = createDraw(7)
  return {
    contacts,
    companies,
    customers: createCustomerColumnsBuilder(contacts, companies).finish(),
    contactCompanies: someLinks(sizes.contacts, sizes.companies, 0.6, 1, 3),
    leads: {
      count: sizes.leads,
      ids: Uint32Array.from({ length: sizes.leads }, (_, row) => row + 1),
      stage: Uint16Array.from({ length: sizes.leads }, () => draw(stages.length)),
      stages,
      amounts: Float64Array.from({ length: sizes.leads }, () => draw(50_000_000)),
      isDeleted: new Uint8Array(sizes.leads),
      contacts: someLinks(sizes.leads, sizes.contacts, 1.25, 4, 1),
      companies: someLinks(sizes.leads, sizes.companies, 0.7, 1, 2),
    },
  }
}
