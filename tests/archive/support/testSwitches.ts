import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { UNVERIFIED_CHOICES } from '../../../host/api/unverified'
import type { Change } from '../../../host/control/parseChange'
import type { WireAccountFile } from '../../oracle/accountWire'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from './aBusyAccount'
import { type Crm, openCrm } from './openCrm'
import { readReport, runWell } from './runSteps'

/** A run with each switch takes a while: shares of them are files of their own, so that several run at the same time. */
const shares = 3

const account = aBusyAccount({ contacts: 70, companies: 30, leads: 320, customers: 300 })
/** Those that make a run ask, which `buyersRefused.test.ts` answers. */
const asking = ['buyersMethod', 'buyerStages']
const others = Object.entries(UNVERIFIED_CHOICES).flatMap(([name, [, ...rest]]) =>
  asking.includes(name) ? [] : rest.map((choice) => [name, choice] as const),
)

/** Tests of a whole run with every unverified switch of the local CRM the other way round: one share of them. */
export const testSwitches = (share: 1 | 2 | 3): void => {
  let crm: Crm

  beforeAll(async () => {
    crm = await openCrm()
  })
  afterEach(() => expect(crm.takeComplaints()).toEqual([]))
  afterAll(() => crm?.close())

  describe('a whole run', () => {
    test.each(others.filter((_, place) => place % shares === share - 1))(
      'comes out right with %s = %s',
      async (name, choice) => {
        await crm.reset(account)
        await crm.setFaults({ unverified: { [name]: choice } })
        const page = await crm.open('/contacts/list/companies/')
        const dialog = await runWell(page, 'changed')
        expect(await readReport(dialog)).toMatchObject({ 'Заполнено впервые': 100, 'Не получилось': 0 })
        const differences = async () => {
          const file = await crm.account()
          return diffAccountFields(name === 'archivedPipelinesListed' ? withoutArchive(file) : file)
        }
        expect(await differences()).toEqual([])

        await crm.change(...changes)
        expect((await differences()).length).toBeGreaterThan(0)
        await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
        await runWell(page, 'changed')
        expect(await differences()).toEqual([])
      },
    )
  })
}

/** What the CRM's users do between two runs: all kinds of it that move figures. */
const changes: readonly Change[] = [
  { op: 'update', entity: 'leads', id: firstIds.leads + 3, set: { price: 777_777, status_id: 142 } },
  { op: 'delete', entity: 'leads', id: firstIds.leads + 11 },
  { op: 'delete', entity: 'customers', id: firstIds.customers + 5 },
  { op: 'update', entity: 'customers', id: firstIds.customers + 260, set: { next_price: 31_337 } },
  {
    op: 'link',
    entity: 'leads',
    id: firstIds.leads + 9,
    to: { entity: 'contacts', id: firstIds.contacts + 33 },
  },
  { op: 'merge', entity: 'contacts', id: firstIds.contacts + 1, into: firstIds.contacts + 8 },
]

/** Of a pipeline that the CRM does not list nobody can say which of its stages are ordinary. */
const withoutArchive = (file: WireAccountFile): WireAccountFile => ({
  ...file,
  pipelines: file.pipelines?.filter((pipeline) => pipeline.is_archive !== true) ?? [],
})
