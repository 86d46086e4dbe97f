import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresOf } from '../../widget/calc/figuresOf'
import { totalFigures } from '../../widget/calc/totalFigures'
import { figureKeys } from '../../widget/records/fieldKeys'
import { parentTypes } from '../../widget/records/parents'
import { anyAccount, type AnyAccount } from '../builders/anyAccount'
import { aSource } from '../builders/aSource'
import type { WireAccountFile } from '../oracle/accountWire'
import { bruteForceFigures } from '../oracle/bruteForceFigures'

/** The account as a file on the wire, from which the oracle counts on its own. */
const toAccountFile = ({ records, rules }: AnyAccount): WireAccountFile => {
  const links = (
    record: AnyAccount['records']['leads'][number] | AnyAccount['records']['customers'][number],
  ) => ({
    contacts: record.contacts.map((contact) => ({ id: contact.id, is_main: contact.isMain })),
    companies: record.companyIds.map((id) => ({ id })),
  })
  const card = ({ id, name, companyIds }: AnyAccount['records']['contacts'][number]) => ({
    id,
    name,
    _embedded: { companies: companyIds.map((companyId) => ({ id: companyId })) },
  })
  return {
    account: { customers_mode: rules.customersMode },
    pipelines: rules.pipelines.map(({ id, stages }) => ({ id, _embedded: { statuses: stages } })),
    customers_statuses: rules.customerStages.map((stage) => ({ ...stage, is_default: stage.isDefault })),
    leads: records.leads.map((lead) => ({
      id: lead.id,
      price: Math.trunc(lead.amount / 100),
      price_with_minor_units: lead.amount / 100,
      status_id: lead.stageId,
      pipeline_id: lead.pipelineId,
      is_deleted: lead.isDeleted,
      _embedded: links(lead),
    })),
    customers: records.customers.map((customer) => ({
      id: customer.id,
      status_id: customer.stageId,
      next_price: customer.nextPrice / 100,
      ltv: customer.ltv / 100,
      purchases_count: customer.purchasesCount,
      is_deleted: customer.isDeleted,
      _embedded: links(customer),
    })),
    transactions: [],
    contacts: records.contacts.map(card),
    companies: records.companies.map(card),
  }
}

test('the figures are those of a plain count by the specification, in every mode and with every setting', () => {
  fc.assert(
    fc.property(anyAccount, (account) => {
      const source = aSource(account.records)
      const totals = totalFigures(source, account.rules)
      const expected = bruteForceFigures(toAccountFile(account), account.rules.settings)
      for (const type of parentTypes)
        for (const { id } of account.records[type]) {
          const figures = figuresOf(totals[type], source[type].indexOf(id))
          const plain = expected[type].get(id)
          const ours = figureKeys.map((key) => [key, BigInt(figures[key] ?? 0)])
          expect([type, id, ours]).toStrictEqual([
            type,
            id,
            figureKeys.map((key) => [key, plain?.figures[key]]),
          ])
        }
    }),
    { numRuns: 2000 },
  )
})
