import { describe, expect, it } from 'vitest'

import { heldToAccount, isOfOtherAccount } from '../../widget/settings/accountOfSettings'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { parseSettings } from '../../widget/settings/parseSettings'
import { settingsOfAccount } from '../../widget/settings/settingsOfAccount'
import { aPipeline, aStage } from '../builders/aPipeline'
import { settingsElsewhere } from '../builders/otherAccount'
import { someSettings } from '../builders/someSettings'

const here = 31_000_100
const elsewhere = someSettings(settingsElsewhere)
const { account: _said, ...older } = elsewhere
const pipelines = [
  aPipeline({ id: 10 }),
  aPipeline({ id: 11, stages: [aStage({ id: 7702, pipelineId: 11 })] }),
]
const strangePipelines = pipelines.slice(0, 1)
const facts = (given: Partial<Parameters<typeof isOfOtherAccount>[1]> = {}) => ({
  id: here,
  pipelines: strangePipelines,
  fieldIds: {},
  ...given,
})

describe('settings that came from another account', () => {
  it('carry their account in the stored text', () => {
    expect(parseSettings(formatSettings(elsewhere))).toMatchObject({
      ok: true,
      settings: { account: 77_000_001 },
    })
  })

  it('are no settings here: only their switches can be gone on from', () => {
    const held = heldToAccount(parseSettings(formatSettings(elsewhere)), here)
    expect(held).toEqual({
      ok: false,
      issues: [{ code: 'otherAccount', path: 'account', expected: '31000100', received: '77000001' }],
      carried: {
        ...defaultSettings,
        inWork: { open: false, stages: {} },
        contacts: 'main',
      },
    })
  })

  it('are taken as they are where they are of this account, do not say, or the page does not tell its own', () => {
    for (const [settings, id] of [
      [elsewhere, 77_000_001],
      [elsewhere, 0],
      [older, here],
    ] as const)
      expect(heldToAccount({ ok: true, settings }, id)).toEqual({ ok: true, settings })
    const unreadable = parseSettings('{{')
    expect(heldToAccount(unreadable, here)).toBe(unreadable)
  })

  it('of a release that did not say show it by stages of which not one is known', () => {
    expect(isOfOtherAccount(older, facts())).toBe(true)
    expect(isOfOtherAccount(older, facts({ pipelines }))).toBe(false)
    expect(isOfOtherAccount(older, facts({ pipelines: [aPipeline({ id: 7700, stages: [] })] }))).toBe(false)
    expect(isOfOtherAccount(defaultSettings, facts())).toBe(false)
    // Won and lost are everywhere the same, so they prove nothing.
    const won = someSettings({ bought: { won: false, stages: { 7700: [142] } } })
    expect(isOfOtherAccount(won, facts())).toBe(true)
  })

  it('of such a release are of this account where one of their fields bears our code here', () => {
    const fieldIds = { contacts: { boughtSum: 502 } }
    expect(isOfOtherAccount(older, facts({ fieldIds }))).toBe(false)
    expect(isOfOtherAccount(older, facts({ fieldIds: { contacts: { boughtSum: 9 } } }))).toBe(true)
  })

  it('come into the form without ids, and of this account from then on', () => {
    for (const settings of [elsewhere, older]) {
      const given = settingsOfAccount({ ok: true, settings }, () => facts())
      expect(given.issues).toMatchObject([{ code: 'otherAccount' }])
      expect(given.settings).toEqual({
        ...defaultSettings,
        account: here,
        inWork: { open: false, stages: {} },
        contacts: 'main',
      })
    }
  })
})

describe('settings of this account', () => {
  it('come into the form as they are', () => {
    const settings = someSettings({ ...settingsElsewhere, account: here })
    expect(settingsOfAccount({ ok: true, settings }, () => facts())).toEqual({ settings, issues: [] })
  })

  it('of a release that did not say whose they are keep those of their fields that are proved', () => {
    const fieldIds = { contacts: { boughtSum: 502 }, companies: {} }
    const given = settingsOfAccount({ ok: true, settings: older }, () => facts({ fieldIds, pipelines }))
    expect(given).toEqual({ settings: { ...older, account: here, fields: fieldIds }, issues: [] })
  })

  it('that cannot be read give the defaults and the reason', () => {
    const given = settingsOfAccount(parseSettings('{{'), () => facts())
    expect(given.settings).toEqual({ ...defaultSettings, account: here })
    expect(given.issues).toMatchObject([{ code: 'unreadable' }])
  })
})
