import * as fc from 'fast-check'
import type { Rules } from '../../widget/calc/rules'
import type { MinorUnits } from '../../widget/records/brands'
import type { ContactLink } from '../../widget/records/lead'
import type { Settings, StageChoice } from '../../widget/settings/settings'
import { aCustomer } from './aCustomer'
import { aLead } from './aLead'
import { aCompany, aContact } from './aParentCard'
import { aPipeline } from './aPipeline'
import type { SourceRecords } from './aSource'
import { someRules } from './someRules'

export interface AnyAccount {
  readonly records: SourceRecords
  readonly rules: Rules
}

const contactIds = [301, 302, 303, 304, 305, 306]
const companyIds = [401, 402, 403]
/** Two listed pipelines, and one that the CRM does not list (any more). */
const stageKeys = [
  ...aPipeline().stages,
  ...aPipeline({ id: 20 }).stages,
  ...aPipeline({ id: 30 }).stages,
].map(({ pipelineId, id }) => ({ pipelineId, stageId: id }))

const amount = fc
  .oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: -20, max: 20 }) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 100_000_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }) },
  )
  .map((minor) => minor as MinorUnits)

const contactLinks: fc.Arbitrary<readonly ContactLink[]> = fc
  .tuple(fc.shuffledSubarray(contactIds), fc.boolean(), fc.nat())
  .map(([ids, isFlagged, draw]) => {
    const mainId = isFlagged ? ids[draw % Math.max(ids.length, 1)] : undefined
    return ids.map((id) => ({ id, isMain: id === mainId }))
  })
const companyLinks = fc.subarray(companyIds, { maxLength: 1 })

const lead = fc
  .record({
    stage: fc.constantFrom(...stageKeys),
    amount,
    isDeleted: fc.nat(9).map((draw) => draw === 0),
    contacts: contactLinks,
    companyIds: companyLinks,
  })
  .map(({ stage, ...rest }) => ({ ...stage, ...rest }))

const customer = fc
  .record({
    stageId: fc.constantFrom(70, 71, 72, 73, 74, 79),
    nextPrice: amount,
    purchases: fc.oneof(
      fc.constant({ ltv: 0 as MinorUnits, purchasesCount: 0 }),
      fc.record({ ltv: amount, purchasesCount: fc.integer({ min: 1, max: 5 }) }),
    ),
    isDeleted: fc.nat(9).map((draw) => draw === 0),
    contacts: contactLinks,
    companyIds: companyLinks,
  })
  .map(({ purchases, ...rest }) => ({ ...purchases, ...rest }))

/** Settings that name stages of the account, each in one section at most. */
const anyRuleSettings: fc.Arbitrary<Partial<Settings>> = fc
  .record({
    placed: fc.uniqueArray(
      fc.tuple(fc.constantFrom(...stageKeys), fc.constantFrom('inWork', 'bought', 'refused')),
      {
        selector: ([key]) => `${key.pipelineId}.${key.stageId}`,
        maxLength: 6,
      },
    ),
    switches: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    buyers: fc.record({
      upcoming: fc.boolean(),
      notBought: fc.boolean(),
      purchases: fc.boolean(),
      closed: fc.boolean(),
    }),
    contacts: fc.constantFrom('all' as const, 'main' as const, 'split' as const),
    companies: fc.constantFrom('own' as const, 'withContacts' as const),
    empty: fc.constantFrom('zero' as const, 'clear' as const),
    zeroBudget: fc.constantFrom('count' as const, 'skip' as const),
    averageDigits: fc.constantFrom(0 as const, 1 as const, 2 as const),
  })
  .map(({ placed, switches: [open, won, lost], ...rest }) => {
    const stagesOf = (section: string): StageChoice => {
      const stages: Record<number, number[]> = {}
      for (const [key, at] of placed) if (at === section) (stages[key.pipelineId] ??= []).push(key.stageId)
      return stages
    }
    return {
      ...rest,
      inWork: { open, stages: stagesOf('inWork') },
      bought: { won, stages: stagesOf('bought') },
      refused: { lost, stages: stagesOf('refused') },
    }
  })

/** A small account full of corner cases: unlisted pipelines, shared deals, free and negative amounts, every mode and setting. */
export const anyAccount: fc.Arbitrary<AnyAccount> = fc
  .record({
    leads: fc.array(lead, { maxLength: 12 }),
    customers: fc.array(customer, { maxLength: 5 }),
    contactCompanies: fc.tuple(...contactIds.map(() => companyLinks)),
    settings: anyRuleSettings,
    customersMode: fc.constantFrom(
      'periodicity' as const,
      'periodicity' as const,
      'segments' as const,
      'disabled' as const,
    ),
  })
  .map(({ leads, customers, contactCompanies, settings, customersMode }) => ({
    records: {
      leads: leads.map((each, position) => aLead({ ...each, id: 1000 + position })),
      customers: customers.map((each, position) => aCustomer({ ...each, id: 2000 + position })),
      contacts: contactIds.map((id, position) =>
        aContact({ id, companyIds: contactCompanies[position] ?? [] }),
      ),
      companies: companyIds.map((id) => aCompany({ id })),
    },
    rules: someRules(settings, { customersMode, pipelines: [aPipeline(), aPipeline({ id: 20 })] }),
  }))
