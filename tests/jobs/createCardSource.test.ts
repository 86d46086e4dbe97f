import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { totalFigures } from '../../widget/calc/totalFigures'
import { createCardSource } from '../../widget/jobs/createCardSource'
import type { ParentType } from '../../widget/records/parents'
import { aCompany, aContact } from '../builders/aParentCard'
import { anyAccount } from '../builders/anyAccount'
import { aSource } from '../builders/aSource'

it('counts what a run counts over the same records', () => {
  fc.assert(
    fc.property(anyAccount, fc.boolean(), ({ records, rules }, isContact) => {
      const type: ParentType = isContact ? 'contacts' : 'companies'
      const card = isContact ? aContact({ companyIds: [401] }) : aCompany({ id: 401 })
      const { leads, customers } = records
      const contacts = isContact ? [] : records.contacts
      const source = createCardSource({ type, card, contacts, leads, customers })
      const run = aSource({ leads, customers, contacts: isContact ? [card] : contacts })
      const [ours, theirs] = [totalFigures(source, rules), totalFigures(run, rules)]
      for (const parents of ['contacts', 'companies'] as const)
        for (const [theirIndex, id] of run[parents].ids.entries()) {
          const index = source[parents].indexOf(id)
          for (const [key, figures] of Object.entries(theirs[parents]) as [
            keyof typeof ours.contacts,
            Float64Array,
          ][])
            expect([id, key, ours[parents][key][index]]).toStrictEqual([id, key, figures[theirIndex]])
        }
      expect(source[type].indexOf(card.id)).toBe(0)
      expect(source.contacts.indexOf(999_999)).toBe(-1)
    }),
  )
})
