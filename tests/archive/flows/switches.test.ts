import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { UNVERIFIED_CHOICES } from '../../../host/api/unverified'
import type { WireAccountFile } from '../../oracle/accountWire'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { readReport, runWell } from '../support/runSteps'

const account = aBusyAccount({ contacts: 70, companies: 30, leads: 320, customers: 20 })
const others = Object.entries(UNVERIFIED_CHOICES).flatMap(([name, [, ...rest]]) =>
  rest.map((choice) => [name, choice] as const),
)

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a whole run', () => {
  test.each(others)('comes out right with %s = %s', async (name, choice) => {
    await crm.reset(account)
    await crm.setFaults({ unverified: { [name]: choice } })
    const page = await crm.open('/contacts/list/companies/')
    const dialog = await runWell(page, 'changed')
    expect(await readReport(dialog)).toMatchObject({ 'Заполнено впервые': 100, 'Не получилось': 0 })
    const file = await crm.account()
    expect(diffAccountFields(name === 'archivedPipelinesListed' ? withoutArchive(file) : file)).toEqual([])
  })
})

/** Of a pipeline that the CRM does not list nobody can say which of its stages are ordinary. */
const withoutArchive = (file: WireAccountFile): WireAccountFile => ({
  ...file,
  pipelines: file.pipelines?.filter((pipeline) => pipeline.is_archive !== true) ?? [],
})
