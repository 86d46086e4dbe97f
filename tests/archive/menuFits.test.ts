import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBusyAccount } from './support/aBusyAccount'
import { type Crm, openCrm } from './support/openCrm'
import { openMenu, runTitle } from './support/runSteps'

describe('the "…" menu of the list, which the CRM opens to the right of its button', () => {
  let crm: Crm

  beforeAll(async () => {
    crm = await openCrm()
  })
  afterAll(() => crm.close())

  it.each([
    ['classic', 1280],
    ['newbie', 1280],
    ['classic', 1920],
  ] as const)('stays in the window with our item, %s at %i px', async (widgetMarkup, width) => {
    await crm.reset(aBusyAccount({ contacts: 6, companies: 3, leads: 12 }))
    await crm.setFaults({ unverified: { widgetMarkup } })
    const page = await crm.open('/contacts/list/contacts/', { width })
    await openMenu(page)
    const item = page.getByRole('menuitem', { name: runTitle })
    const right = await item.evaluate((element) => element.getBoundingClientRect().right)
    const button = page.getByRole('button', { name: 'Еще' }).first()
    const left = await button.evaluate((element) => element.getBoundingClientRect().left)
    expect(right).toBeLessThanOrEqual(width)
    expect(right).toBeGreaterThan(left)
  })
})
