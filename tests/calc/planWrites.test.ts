import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFigures } from '../../widget/calc/compareFigures'
import { figuresOf } from '../../widget/calc/figuresOf'
import { changeKind } from '../../widget/calc/plan'
import { planInSteps } from '../../widget/calc/planInSteps'
import { latestStamp } from '../../widget/calc/latestStamp'
import { planWrites } from '../../widget/calc/planWrites'
import { totalFigures } from '../../widget/calc/totalFigures'
import { writeOf } from '../../widget/calc/writeOf'
import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import { figureKeys } from '../../widget/records/fieldKeys'
import type { Figures, StoredFigures } from '../../widget/records/figures'
import { parentTypes } from '../../widget/records/parents'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { storedOf } from '../../widget/records/storedOf'
import { aLead } from '../builders/aLead'
import { anyAccount } from '../builders/anyAccount'
import { aContact, someStored } from '../builders/aParentCard'
import { aSource, type SourceRecords } from '../builders/aSource'
import { countReads } from '../builders/countReads'
import { someRules } from '../builders/someRules'

const zeros = {
  boughtCount: 0,
  boughtSum: 0,
  averageCheck: 0,
  inWorkCount: 0,
  inWorkSum: 0,
  refusedCount: 0,
  refusedSum: 0,
}
const nothing = { ...zeros, averageCheck: null } as Figures
const someFigures = (partial: Partial<Record<keyof Figures, number | null>>): Figures =>
  ({ ...nothing, ...partial }) as Figures
const sold = { boughtCount: 2, boughtSum: 300, averageCheck: 150 }
const { grew, shrank, zeroed, firstTime } = changeKind
const now = 1_800_000_000 as UnixSeconds

const comparing = (figures: Figures, stored: Partial<StoredFigures>, empty: 'zero' | 'clear' = 'zero') => {
  const { isEqual, kinds } = compareFigures(figures, someStored(stored), { empty })
  return isEqual ? 'equal' : kinds
}

test.each([
  ['equal figures', someFigures(sold), { ...zeros, ...sold }, 'equal'],
  ['nothing counted over zeros', nothing, zeros, 'equal'],
  ['nothing counted over empty fields', nothing, {}, firstTime],
  ['figures over empty fields', someFigures(sold), {}, firstTime],
  ['one empty field among equal ones', nothing, { ...zeros, refusedSum: null }, firstTime],
  [
    'one empty field beside a change',
    someFigures(sold),
    { ...zeros, ...sold, boughtCount: 1, refusedSum: null },
    grew,
  ],
  ['a rise', someFigures(sold), { ...zeros, ...sold, boughtSum: 299 }, grew],
  ['a fall', someFigures(sold), { ...zeros, ...sold, boughtSum: 301 }, shrank],
  [
    'a rise and a fall',
    someFigures(sold),
    { ...zeros, boughtCount: 3, boughtSum: 299, averageCheck: 100 },
    grew | shrank,
  ],
  ['figures that go', nothing, { ...zeros, ...sold }, shrank | zeroed],
  ['figures below zero that go', nothing, { ...zeros, inWorkSum: -5 }, grew | zeroed],
  ['a fraction of a minor unit', someFigures(sold), { ...zeros, ...sold, boughtSum: 300.4 }, shrank],
  ['an average alone', someFigures(sold), { ...zeros, ...sold, averageCheck: 149 }, 0],
  [
    'a fall under a growing average',
    someFigures(sold),
    { ...zeros, boughtCount: 5, boughtSum: 400, averageCheck: 80 },
    shrank,
  ],
] as const)('with zeros for nothing, %s are told from what stands there', (_, figures, stored, expected) => {
  expect(comparing(figures, stored)).toBe(expected)
})

test.each([
  ['equal figures', someFigures(sold), { ...zeros, ...sold }, 'equal'],
  ['nothing counted over empty fields', nothing, {}, 'equal'],
  ['nothing counted over zeros', nothing, zeros, 0],
  ['figures that go', nothing, { ...zeros, ...sold }, shrank | zeroed],
  ['figures over empty fields', someFigures(sold), {}, firstTime],
  [
    'an average of nothing beside deals in work',
    someFigures({ inWorkCount: 1 }),
    { ...zeros, inWorkCount: 1, averageCheck: 0 },
    'equal',
  ],
  [
    'an average of nothing beside deals in work over an empty one',
    someFigures({ inWorkCount: 1 }),
    { ...zeros, inWorkCount: 1, averageCheck: null },
    firstTime,
  ],
] as const)(
  'with empty fields for nothing, %s are told from what stands there',
  (_, figures, stored, expected) => {
    expect(comparing(figures, stored, 'clear')).toBe(expected)
  },
)

test.each([
  ['1234567890123.45', 123_456_789_012_345, null],
  ['12345678901234.5', 1_234_567_890_123_450, null],
  ['80000000000000', 8_000_000_000_000_000, null],
  ['12345678901234.56', 1_234_567_890_123_456, 'inWorkSum'],
  ['-12345678901234.56', -1_234_567_890_123_456, 'inWorkSum'],
  ['a sum that is not exact any more', 2 ** 53, 'inWorkSum'],
])('a figure of more than 15 digits cannot be written: %s', (_, sum, key) => {
  const figures = someFigures({ inWorkSum: sum })
  expect(compareFigures(figures, someStored(), { empty: 'zero' }).unwritable).toBe(key)
  expect(compareFigures(figures, someStored({ ...zeros, inWorkSum: sum }), { empty: 'zero' })).toStrictEqual({
    isEqual: true,
    kinds: 0,
    unwritable: null,
  })
})

test('a count has no decimals: sixteen digits are too many, fifteen are not', () => {
  const keyFor = (boughtCount: number) =>
    compareFigures(someFigures({ boughtCount }), someStored(), { empty: 'zero' }).unwritable
  expect([keyFor(999_999_999_999_999), keyFor(1_000_000_000_000_000)]).toStrictEqual([null, 'boughtCount'])
})

const won = (id: number, contactId: number, amount = 100) =>
  aLead({ id, amount: amount as MinorUnits, contacts: [{ id: contactId, isMain: true }] })
const planOf = (records: Partial<SourceRecords>, settings: Parameters<typeof someRules>[0] = {}) => {
  const source = aSource(records)
  const rules = someRules(settings)
  const figures = totalFigures(source, rules)
  return {
    source,
    figures,
    contacts: planWrites('contacts', source.parents.contacts, figures.contacts, rules.settings),
    ids: (indexes: Uint32Array) => [...indexes].map((index) => source.contacts.ids[index]),
  }
}

test('a plan sorts the listed cards into changed, unchanged and unwritable ones', () => {
  const { contacts, ids, source } = planOf({
    leads: [won(1, 50), won(2, 20), won(3, 30), won(4, 60, 1_234_567_890_123_456), won(5, 99)],
    contacts: [
      aContact({ id: 60 }),
      aContact({ id: 50, stored: someStored({ ...zeros, boughtCount: 5 }) }),
      aContact({
        id: 30,
        stored: someStored({ ...zeros, boughtCount: 1, boughtSum: 100, averageCheck: 100 }),
      }),
      aContact({ id: 40, stored: someStored({ ...zeros, inWorkCount: 1 }) }),
      aContact({ id: 20 }),
      aContact({ id: 10, stored: someStored(zeros) }),
    ],
  })
  expect(contacts.type).toBe('contacts')
  expect(ids(contacts.changed)).toStrictEqual([20, 40, 50])
  expect([...contacts.kinds]).toStrictEqual([firstTime, shrank | zeroed, grew | shrank])
  expect(ids(contacts.unchanged)).toStrictEqual([10, 30])
  expect(contacts.unwritable).toStrictEqual([
    { index: source.contacts.indexOf(60), key: 'boughtSum', reason: 'tooManyDigits' },
  ])
  expect([contacts.zeroedCount, contacts.firstTimeCount]).toStrictEqual([1, 1])
})

test('cards that are known from links only, or are in the trash, are not in the plan', () => {
  const { contacts } = planOf({
    leads: [won(1, 50), won(2, 60)],
    contacts: [aContact({ id: 50, isDeleted: true })],
  })
  expect([contacts.changed.length, contacts.unchanged.length]).toStrictEqual([0, 0])
})

test('a card that was met after the totals were made has nothing counted', () => {
  const source = aSource({ contacts: [aContact({ stored: someStored({ ...zeros, boughtCount: 1 }) })] })
  const none = totalFigures(aSource({}), someRules()).contacts
  expect([...planWrites('contacts', source.parents.contacts, none, { empty: 'zero' }).kinds]).toStrictEqual([
    shrank | zeroed,
  ])
})

test('a plan in steps of any length is the one made at once', () => {
  fc.assert(
    fc.property(anyAccount, fc.integer({ min: 1, max: 5 }), ({ records, rules }, cards) => {
      const source = aSource(records)
      const figures = totalFigures(source, rules)
      for (const type of parentTypes) {
        const steps = planInSteps(type, source.parents[type], figures[type], rules.settings, cards)
        expect(runAtOnce(steps)).toStrictEqual(
          planWrites(type, source.parents[type], figures[type], rules.settings),
        )
      }
    }),
  )
})

test('a plan compares no more cards in a step than it is told', () => {
  const contacts = Array.from({ length: 1000 }, (_, place) => aContact({ id: place + 1 }))
  const source = aSource({ contacts })
  const figures = totalFigures(source, someRules()).contacts
  const counted = countReads(figures.boughtCount)
  const steps = planInSteps(
    'contacts',
    source.parents.contacts,
    { ...figures, boughtCount: counted.column },
    { empty: 'zero' },
    16,
  )
  let most = 0
  while (steps.next().done !== true) most = Math.max(most, counted.take())
  expect(most).toBe(16)
})

test('the sums of a plan are those of all cards that can be written', () => {
  fc.assert(
    fc.property(anyAccount, ({ records, rules }) => {
      const source = aSource(records)
      const figures = totalFigures(source, rules)
      for (const type of parentTypes) {
        const parents = source.parents[type]
        const plan = planWrites(type, parents, figures[type], rules.settings)
        const writable = [...plan.changed, ...plan.unchanged]
        const sumOf = (column: Float64Array): number =>
          writable.reduce((sum, index) => sum + (Number.isNaN(column[index]) ? 0 : (column[index] ?? 0)), 0)
        for (const key of figureKeys) {
          if (key === 'averageCheck') continue
          expect([key, plan.sums.old[key]]).toStrictEqual([key, sumOf(parents.stored[key])])
          expect([key, plan.sums.new[key]]).toStrictEqual([key, sumOf(figures[type][key])])
        }
        expect([plan.sums.old.averageCheck, plan.sums.new.averageCheck]).toStrictEqual([null, null])
      }
    }),
  )
})

test('when a figure differs all seven are written with the time of the records', () => {
  const write = writeOf(
    7,
    someFigures(sold),
    someStored({ ...zeros, actualAt: 1 }),
    { empty: 'zero' },
    now,
    Infinity,
  )
  expect(write).toStrictEqual({ id: 7, figures: { ...zeros, ...sold }, actualAt: now })
})

test('when no figure differs the stamp alone is written', () => {
  const stored = someStored({ ...zeros, ...sold })
  expect(writeOf(7, someFigures(sold), stored, { empty: 'zero' }, now, Infinity)).toStrictEqual({
    id: 7,
    figures: {},
    actualAt: now,
  })
})

test('a stamp later than any right one is replaced, with or without figures', () => {
  const stored = someStored({ ...zeros, actualAt: now + 61 })
  const write = (latest: number) => writeOf(7, nothing, stored, { empty: 'zero' }, now, latest)
  expect(write(now + 60)).toStrictEqual({ id: 7, figures: {}, actualAt: now, wrongStamp: now + 61 })
  expect(write(now + 61)).toStrictEqual({ id: 7, figures: {}, actualAt: now + 61 })
  expect(latestStamp(now)).toBe(now + 60)
  expect(latestStamp(null)).toBe(Infinity)
})

test('a stamp never goes back', () => {
  const stored = someStored({ actualAt: now + 5 })
  expect(writeOf(7, nothing, stored, { empty: 'clear' }, now, Infinity).actualAt).toBe(now + 5)
})

test('with empty fields for nothing, nothing counted clears all seven, and an average of nothing beside deals in work is 0', () => {
  const cleared = Object.fromEntries(figureKeys.map((key) => [key, null]))
  expect(writeOf(7, nothing, someStored(zeros), { empty: 'clear' }, now, Infinity).figures).toStrictEqual(
    cleared,
  )
  const inWork = someFigures({ inWorkCount: 1 })
  expect(writeOf(7, inWork, someStored(), { empty: 'clear' }, now, Infinity).figures).toStrictEqual({
    ...zeros,
    inWorkCount: 1,
    averageCheck: 0,
  })
  expect(writeOf(7, nothing, someStored(), { empty: 'zero' }, now, Infinity).figures).toStrictEqual(zeros)
})

test('what a plan writes leaves nothing for a second run on the same records', () => {
  fc.assert(
    fc.property(anyAccount, ({ records, rules }) => {
      const source = aSource(records)
      const totals = totalFigures(source, rules)
      const written = Object.fromEntries(
        parentTypes.map((type) => [
          type,
          records[type].map((card) => {
            const index = source[type].indexOf(card.id)
            const stored = storedOf(source.parents[type], index)
            const write = writeOf(
              card.id,
              figuresOf(totals[type], index),
              stored,
              rules.settings,
              now,
              Infinity,
            )
            return { ...card, stored: { ...stored, ...write.figures, actualAt: write.actualAt } }
          }),
        ]),
      )
      const again = aSource({ ...records, ...written })
      const figures = totalFigures(again, rules)
      for (const type of parentTypes) {
        const plan = planWrites(type, again.parents[type], figures[type], rules.settings)
        expect(plan.changed).toHaveLength(0)
        expect(plan.unchanged).toHaveLength(records[type].length)
      }
    }),
  )
})
