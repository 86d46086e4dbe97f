import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArraySource } from '../../../host/account/arraySource'
import { fillCompany } from '../../../host/account/fillRecords'
import { LinkIndex } from '../../../host/account/linkIndex'
import { type OrderKey, RecordTable } from '../../../host/account/recordTable'
import type { WireCompany } from '../../../host/account/wire'

const context = {
  accountId: 1,
  ownerId: 1,
  groupOf: () => 0,
  firstCustomerStatusId: 1,
  purchasesOf: () => ({ count: 0, sum: 0 }),
}

function tableOf(stamps: readonly number[]): RecordTable<WireCompany> {
  const records = stamps.map((at, index) => ({ id: index + 1, updated_at: at, created_at: at }))
  return new RecordTable(createArraySource(records), (company) => fillCompany(company, context))
}

describe('the records of an entity', () => {
  const steps = array(
    record({
      act: constantFrom('stamp', 'trash', 'restore', 'add', 'read', 'remove'),
      index: integer({ min: 0, max: 30 }),
      at: integer({ min: 1, max: 60 }),
    }),
    { maxLength: 40 },
  )

  test('stand in the order of a plain sort after any edits', () => {
    assert(
      property(array(integer({ min: 1, max: 60 }), { maxLength: 30 }), steps, (stamps, edits) => {
        const table = tableOf(stamps)
        for (const { act, index, at } of edits) {
          const stamp = { at, by: 1 }
          if (act === 'read') table.order('updated_at')
          else if (act === 'add')
            table.add({
              ...table.read(0),
              id: table.nextId,
              created_at: at,
              updated_at: at,
              is_deleted: false,
            })
          else if (index < table.size && act === 'stamp') table.stamp(index, stamp)
          else if (index < table.size && act === 'remove') table.remove(index)
          else if (index < table.size) table.setTrashed(index, act === 'trash', stamp)
          if (stamps.length === 0) break
        }
        for (const key of ['id', 'updated_at', 'created_at'] as const)
          expect([...table.order(key)]).toEqual(sorted(table, key))
      }),
    )
  })

  test('keep a written number, a text that is no plain number, and a cleared value', () => {
    const table = tableOf([1, 2])
    table.setValues(0, 10, [{ value: '12.5' }], true)
    table.setValues(1, 10, [{ value: '1.50' }], true)
    expect(table.valuesOf(0, 10)).toEqual([{ value: 12.5 }])
    expect(table.valuesOf(1, 10)).toEqual([{ value: '1.50' }])
    table.setValues(1, 10, null, true)
    expect(table.valuesOf(1, 10)).toBeNull()
    expect(table.read(1).custom_fields_values).toBeNull()
  })

  test('are linked from both ends alike after any relinking', () => {
    const contactIds = array(integer({ min: 1, max: 5 }), { maxLength: 3 })
    assert(
      property(
        array(contactIds, { maxLength: 12 }),
        array(record({ child: integer({ min: 0, max: 11 }), to: contactIds })),
        (given, moves) => {
          const parents = tableOf([1, 1, 1, 1, 1])
          const children = given.map((ids, index) => ({
            id: index + 1,
            _embedded: { contacts: [...new Set(ids)].map((id) => ({ id })) },
          }))
          const source = createArraySource(children)
          const table = new RecordTable(source, (company) => fillCompany(company, context))
          const links = new LinkIndex(source, table, { contacts: parents, companies: parents })
          for (const [turn, { child, to }] of moves.entries()) {
            if (turn === 1) links.prepare()
            if (child < table.size)
              links.set(child, {
                contacts: [...new Set(to)].map((id) => ({ id, is_main: false })),
                companyId: null,
              })
          }
          for (let parent = 0; parent < parents.size; parent++) {
            const expected = children.flatMap((_, child) =>
              links.linksOf(child).contacts.some(({ id }) => id === parent + 1) ? [child] : [],
            )
            expect(Array.from(links.childrenOf('contacts', parent))).toEqual(expected)
          }
        },
      ),
    )
  })
})

function sorted(table: RecordTable<WireCompany>, key: OrderKey): number[] {
  const keyAt = (index: number): number =>
    key === 'id'
      ? table.idAt(index)
      : key === 'updated_at'
        ? table.updatedAtAt(index)
        : table.createdAtAt(index)
  return Array.from({ length: table.size }, (_, index) => index)
    .filter((index) => table.isLive(index))
    .sort((one, other) => keyAt(one) - keyAt(other) || table.idAt(one) - table.idAt(other))
}
