import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { parseSettings } from '../../widget/settings/parseSettings'
import type { Settings } from '../../widget/settings/settings'
import type { SettingsIssue } from '../../widget/settings/settingsIssue'
import { readSavedText } from '../oracle/readSavedText'
import { anySettings } from '../builders/anySettings'

const issuesOf = (saved: unknown): readonly SettingsIssue[] => {
  const parsed = parseSettings(saved)
  return parsed.ok ? [] : parsed.issues
}

const settingsOf = (saved: unknown): Settings => {
  const parsed = parseSettings(saved)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.settings
}

test.each([[undefined], [null], [''], [' \n'], ['{}'], ['[]'], ['null'], [{}], [[]]])(
  'what was never filled gives the defaults: %j',
  (saved) => {
    expect(parseSettings(saved)).toStrictEqual({ ok: true, settings: defaultSettings })
  },
)

test('the defaults are those of the specification', () => {
  expect(defaultSettings).toStrictEqual({
    v: 1,
    entities: ['contacts', 'companies'],
    inWork: { open: true, stages: {} },
    bought: { won: true, stages: {} },
    refused: { lost: true, stages: {} },
    buyers: { upcoming: true, notBought: false, purchases: true, closed: true },
    contacts: 'all',
    companies: 'own',
    write: 'always',
    empty: 'zero',
    zeroBudget: 'count',
    averageDigits: 2,
    rate: 5,
    cardRefresh: 'write',
    preview: 'ask',
    saleDateField: null,
    fields: { contacts: {}, companies: {} },
  })
})

test.each(['{"v":1}', '{"v":1,"inWork":{},"bought":{},"refused":{},"buyers":{},"fields":{}}'])(
  'absent keys get their defaults: %s',
  (text) => {
    expect(parseSettings(text)).toStrictEqual({ ok: true, settings: defaultSettings })
  },
)

test('what the text says wins over the defaults, and unknown keys are dropped', () => {
  const text = '{"v":1,"contacts":"split","refused":{"stages":{"10":[21,22,21]}},"colour":"red"}'
  expect(settingsOf(text)).toStrictEqual({
    ...defaultSettings,
    contacts: 'split',
    refused: { lost: true, stages: { 10: [21, 22] } },
  })
})

test('an object is read like its text', () => {
  expect(settingsOf({ v: 1, rate: 7, entities: ['companies', 'companies'] })).toStrictEqual({
    ...defaultSettings,
    rate: 7,
    entities: ['companies'],
  })
})

test('empty arrays in place of empty objects are understood', () => {
  const saved = {
    v: 1,
    bought: { won: false, stages: [] },
    fields: { contacts: [], companies: [] },
    buyers: [],
  }
  expect(settingsOf(saved)).toStrictEqual({ ...defaultSettings, bought: { won: false, stages: {} } })
  expect(settingsOf({ v: 1, fields: [], refused: [] })).toStrictEqual(defaultSettings)
})

test('settings without a version are read as those of the first one and reported as migrated', () => {
  expect(parseSettings('{"contacts":"main","colour":"red"}')).toStrictEqual({
    ok: true,
    settings: { ...defaultSettings, contacts: 'main' },
    migratedFrom: 0,
  })
})

test.each([['not json'], ['{"v":1'], ['"text"'], ['[1]'], [7], [true], ['{"name":"other widget"}']])(
  'what is not a text of settings is refused: %j',
  (saved) => {
    const issues = issuesOf(saved)
    expect(issues).toMatchObject([{ code: 'unreadable', path: '', expected: 'an object of settings' }])
    expect(issues[0]?.received).toBe(typeof saved === 'string' ? saved : JSON.stringify(saved))
  },
)

test('a long unreadable text is quoted in part', () => {
  expect(issuesOf('x'.repeat(61))[0]?.received).toBe(`${'x'.repeat(60)}…`)
  expect(issuesOf('x'.repeat(60))[0]?.received).toBe('x'.repeat(60))
})

test('a text of a later release is refused', () => {
  expect(issuesOf('{"v":2,"reports":{}}')).toStrictEqual([
    { code: 'newerVersion', path: 'v', expected: 'a version up to 1', received: '2' },
  ])
})

test.each([['"1"'], ['1.5'], ['-1'], ['[]']])('a version that is none is refused: %s', (version) => {
  expect(issuesOf(`{"v":${version},"rate":5}`)).toMatchObject([
    { code: 'invalidValue', path: 'v', expected: 'a version up to 1' },
  ])
})

test.each([
  [{ entities: ['leads'] }, 'entities.0'],
  [{ entities: 'contacts' }, 'entities'],
  [{ inWork: { open: 'yes' } }, 'inWork.open'],
  [{ inWork: { stages: { main: [1] } } }, 'inWork.stages.main'],
  [{ inWork: { stages: { 0: [1] } } }, 'inWork.stages.0'],
  [{ inWork: { stages: { x7: [1] } } }, 'inWork.stages.x7'],
  [{ inWork: { stages: { '7x': [1] } } }, 'inWork.stages.7x'],
  [{ inWork: { stages: { 12345678901: [1] } } }, 'inWork.stages.12345678901'],
  [{ inWork: { stages: { 7: ['21'] } } }, 'inWork.stages.7.0'],
  [{ inWork: { stages: 'all' } }, 'inWork.stages'],
  [{ bought: { won: 1 } }, 'bought.won'],
  [{ bought: { stages: { 7: [0] } } }, 'bought.stages.7.0'],
  [{ refused: { lost: null } }, 'refused.lost'],
  [{ refused: { stages: { 7: [1.5] } } }, 'refused.stages.7.0'],
  [{ buyers: { upcoming: 0 } }, 'buyers.upcoming'],
  [{ buyers: { notBought: 0 } }, 'buyers.notBought'],
  [{ buyers: { purchases: 0 } }, 'buyers.purchases'],
  [{ buyers: { closed: 0 } }, 'buyers.closed'],
  [{ contacts: 'first' }, 'contacts'],
  [{ companies: 'all' }, 'companies'],
  [{ write: 'never' }, 'write'],
  [{ empty: 'null' }, 'empty'],
  [{ zeroBudget: true }, 'zeroBudget'],
  [{ averageDigits: 3 }, 'averageDigits'],
  [{ rate: 0 }, 'rate'],
  [{ rate: 51 }, 'rate'],
  [{ rate: 2.5 }, 'rate'],
  [{ cardRefresh: 'on' }, 'cardRefresh'],
  [{ preview: 'no' }, 'preview'],
  [{ saleDateField: '5' }, 'saleDateField'],
  [{ saleDateField: 2 ** 32 }, 'saleDateField'],
  [{ fields: { contacts: { boughtCount: -1 } } }, 'fields.contacts.boughtCount'],
  [{ fields: { companies: { actualAt: 'x' } } }, 'fields.companies.actualAt'],
])('a value that a key cannot hold is named by its path: %j', (partial, path) => {
  const issues = issuesOf({ v: 1, ...partial })
  expect(issues).toMatchObject([{ code: 'invalidValue', path }])
  expect(issues[0]?.expected).not.toBe('')
  expect(issues[0]?.received).not.toBe('')
})

test('an issue tells what was expected and what stands there', () => {
  expect(issuesOf({ v: 1, write: 'never' })).toStrictEqual([
    { code: 'invalidValue', path: 'write', expected: '("always" | "changed")', received: 'never' },
  ])
  expect(issuesOf({ v: 1, rate: 51 })).toMatchObject([{ expected: '<=50', received: '51' }])
})

test.each([1, 50])('a rate of %i is possible', (rate) => {
  expect(settingsOf({ v: 1, rate }).rate).toBe(rate)
})

test('settings without any entity are refused', () => {
  expect(issuesOf({ v: 1, entities: [] })).toStrictEqual([
    { code: 'noEntities', path: 'entities', expected: 'contacts, companies or both', received: '[]' },
  ])
})

test('a stage in two sections is refused, the same id in two pipelines is not', () => {
  const saved = { v: 1, inWork: { stages: { 10: [21] } }, refused: { stages: { 10: [22, 21], 20: [21] } } }
  expect(issuesOf(saved)).toStrictEqual([
    {
      code: 'stageInTwoSections',
      path: 'refused.stages.10.21',
      expected: 'only in inWork',
      received: 'in inWork and refused',
    },
  ])
})

/** What the CRM's loader does with the settings of a widget that was just saved (HOST). */
const throughLoader = (text: string): unknown => {
  // oxlint-disable-next-line no-eval -- the CRM's own way with the text is what is tried here
  const evaluated = (0, eval)(`'${text}'`) as string
  return JSON.parse(evaluated)
}

test('every settings object survives its text, in which nothing has to be escaped', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const text = formatSettings(settings)
      expect(text).toMatch(/^[\x20-\x7e]+$/)
      expect(text).not.toMatch(/["'`\\]/)
      expect(parseSettings(text)).toStrictEqual({ ok: true, settings })
      expect(parseSettings(JSON.parse(text))).toStrictEqual({ ok: true, settings })
    }),
  )
})

test('a saved text survives the evaluation in the page, also nested in the text of all fields', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const text = formatSettings(settings)
      expect(parseSettings(throughLoader(text))).toStrictEqual({ ok: true, settings })
      const all = throughLoader(JSON.stringify({ custom: text, widget_active: 'Y' })) as { custom: string }
      expect(parseSettings(all.custom)).toStrictEqual({ ok: true, settings })
    }),
  )
})

test("the CRM's server takes the text for a custom value: JSON of a list, and not a long one", () => {
  const text = formatSettings(defaultSettings)
  expect(Array.isArray(JSON.parse(text))).toBe(true)
  expect(text.length).toBeLessThan(120)
})

test('a text of the releases before, JSON with keys, is read to the same settings', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(parseSettings(JSON.stringify(settings))).toStrictEqual({ ok: true, settings })
      expect(parseSettings(settings)).toStrictEqual({ ok: true, settings })
    }),
  )
})

test('the oracle reads the saved text to the same choices', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const { rate: _rate, cardRefresh: _refresh, preview: _preview, account: _account, ...plain } = settings
      expect(readSavedText(formatSettings(settings))).toStrictEqual(plain)
      expect(readSavedText(JSON.stringify(settings))).toStrictEqual(settings)
    }),
  )
})

test('an account that is null or 0 in the text is none', () => {
  expect(settingsOf({ v: 1, account: null })).toStrictEqual(defaultSettings)
  expect(settingsOf(formatSettings(defaultSettings))).not.toHaveProperty('account')
  expect(settingsOf({ v: 1, account: 31_000_100 }).account).toBe(31_000_100)
})

/** The list of the defaults with another value at a place. */
const formWith = (place: number, value: unknown): string => {
  const form = JSON.parse(formatSettings(defaultSettings)) as unknown[]
  form[place] = value
  return JSON.stringify(form)
}

test('a list of a later release is refused', () => {
  expect(issuesOf('[2]')).toMatchObject([{ code: 'newerVersion', path: 'v', received: '2' }])
  expect(issuesOf(formWith(0, 2))).toMatchObject([{ code: 'newerVersion', path: 'v', received: '2' }])
})

test.each([['[1]'], ['[1,0,[0]]'], [formWith(13, 0)], [formWith(18, [[]])]])(
  'a list that is cut or of another shape is unreadable, not the defaults: %s',
  (text) => {
    expect(issuesOf(text)).toMatchObject([{ code: 'unreadable', path: '' }])
  },
)

test.each([['["x"]'], ['[0,1]'], ['[null]'], ['[1.5]'], ['[[1]]']])(
  'a list that begins with no version is refused: %s',
  (text) => {
    expect(issuesOf(text)).toMatchObject([{ code: 'invalidValue', path: 'v' }])
  },
)

test.each([
  [1, -5, 'account'],
  [1, 'x', 'account'],
  [2, [7], 'entities.0'],
  [2, 0, 'entities'],
  [3, 2, 'inWork.open'],
  [3, null, 'inWork.open'],
  [4, 7, 'inWork.stages'],
  [4, null, 'inWork.stages'],
  [4, [[]], 'inWork.stages'],
  [
    4,
    [
      [10, 21],
      [10, 22],
    ],
    'inWork.stages',
  ],
  [4, [[0, 21]], 'inWork.stages.0'],
  [6, [[10, 0]], 'bought.stages.10.0'],
  [8, [[10, 'x']], 'refused.stages.10.0'],
  [9, [1, 0, 1], 'buyers'],
  [9, [1, 0, 1, 5], 'buyers.closed'],
  [10, 3, 'contacts'],
  [10, null, 'contacts'],
  [11, -1, 'companies'],
  [12, 'always', 'write'],
  [13, [2, 0], 'empty'],
  [13, [0, 2], 'zeroBudget'],
  [14, 3, 'averageDigits'],
  [15, 51, 'rate'],
  [16, [3, 0], 'cardRefresh'],
  [16, [0, 0.5], 'preview'],
  [17, -1, 'saleDateField'],
  [18, [0, 0], 'fields.contacts'],
  [
    18,
    [
      [1, 2],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ],
    'fields.contacts',
  ],
  [
    18,
    [
      [-1, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ],
    'fields.contacts.boughtCount',
  ],
])('a value that means nothing at place %i of the list (%j) is named as %s', (place, value, path) => {
  const issues = issuesOf(formWith(place, value))
  expect(issues[0]).toMatchObject({ code: 'invalidValue', path })
})

test('equal settings give equal text, whatever the order of their keys', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const turned = Object.fromEntries(Object.entries(settings).reverse()) as unknown as Settings
      const fields = {
        contacts: Object.fromEntries(Object.entries(settings.fields.contacts).reverse()),
        companies: settings.fields.companies,
      }
      expect(formatSettings({ ...turned, fields })).toBe(formatSettings(settings))
    }),
  )
})
