import { describe, expect, test } from 'vitest'
import { planColumns } from '../../../host/page/lists/planColumns'
import type { PageField } from '../../../host/page/wire'

describe('planColumns', () => {
  test('shows phone, e-mail and what an integration fills to a user without a choice', () => {
    const fields = [aField(1, { code: 'PHONE' }), aField(2), aField(3, { isApiOnly: true })]
    expect(planColumns('companies', fields, null, 'auto')).toEqual(['name', 'cf:1', 'cf:3'])
    expect(planColumns('companies', fields, null, 'manual')).toEqual(['name', 'cf:1'])
  })

  test('adds at the right what was made since the choice, and never what the user took away', () => {
    const stored = { shown: ['cf:2', 'name'], known: [1, 2] }
    const fields = [aField(1, { isApiOnly: true }), aField(2), aField(3)]
    expect(planColumns('companies', fields, stored, 'auto')).toEqual(['cf:2', 'name', 'cf:3'])
    expect(planColumns('companies', fields, stored, 'manual')).toEqual(['cf:2', 'name'])
  })

  test('lets deleted fields fall out', () => {
    expect(planColumns('companies', [], { shown: ['name', 'cf:9'], known: [9] }, 'auto')).toEqual(['name'])
  })
})

function aField(id: number, part: Partial<PageField> = {}): PageField {
  return {
    id,
    entity: 'companies',
    name: `Поле ${id}`,
    type: 'numeric',
    code: null,
    sort: id,
    groupId: 'default',
    isApiOnly: false,
    isComputed: false,
    enums: [],
    ...part,
  }
}
