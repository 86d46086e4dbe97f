import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { parseSettings } from '../../widget/settings/parseSettings'
import type { Settings } from '../../widget/settings/settings'
import type { SettingsIssue } from '../../widget/settings/settingsIssue'
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
  expect(JSON.parse(formatSettings(defaultSettings))).toStrictEqual({
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

test('every settings object survives its text, which is ASCII without apostrophes and backslashes', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const text = formatSettings(settings)
      expect(text).toMatch(/^[\x20-\x7e]+$/)
      expect(text).not.toMatch(/['\\]/)
      expect(parseSettings(text)).toStrictEqual({ ok: true, settings })
      expect(parseSettings(JSON.parse(text))).toStrictEqual({ ok: true, settings })
    }),
  )
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
