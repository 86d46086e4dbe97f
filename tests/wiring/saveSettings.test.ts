// @vitest-environment happy-dom
import $ from 'jquery'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AccountFile } from '../../host/account/accountFile'
import { createDirectory } from '../../widget/jobs/createDirectory'
import { heldToAccount } from '../../widget/settings/accountOfSettings'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { type ParsedSettings, parseSettings } from '../../widget/settings/parseSettings'
import type { SettingsWindow } from '../../widget/shell/mountSettingsPlace'
import { createSettingsScreen } from '../../widget/wiring/createSettingsScreen'
import type { Session } from '../../widget/wiring/session'
import { collidingIds, ownValues, settingsElsewhere, withOwnFields } from '../builders/otherAccount'
import { someSettings } from '../builders/someSettings'
import { anAccount } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { aWidget, showPage } from '../shell/hostDocument'
import { someTexts } from '../views/someTexts'

/** A settings window over a local CRM; `filled` are the texts that the hidden input was given. */
const openScreen = async (account: AccountFile = anAccount(), saved: ParsedSettings | null = null) => {
  const world = createWorld({ account })
  const { app } = world.host
  const send = app.fetch
  // The requests of this imitation of a browser may not set a cookie themselves.
  app.fetch = (request, ...rest) => {
    request.headers.set('Authorization', 'Bearer local-token')
    return send(request, ...rest)
  }
  const told: string[] = []
  const stored: string[] = []
  const session = {
    client: world.client,
    clock: world.clock,
    directory: createDirectory(world.client, world.clock),
    user: world.deps.user,
    storeOwner: () => ({ accountId: 31_000_100, userId: 1, rights: '' }),
    runLock: { isHeld: async () => false },
    settings: saved === null ? world.deps.settings : () => saved,
    hasSettings: () => saved !== null,
    saveSettings: (_: unknown, text: string) => stored.push(text),
    plainTexts: () => someTexts(),
    texts: async () => someTexts(),
    hostPage: { notify: (_: string, __: string, text: string) => told.push(text) },
  } as unknown as Session
  const filled: string[] = []
  const woken: string[] = []
  const settingsWindow: SettingsWindow = {
    fill: (text) => filled.push(text),
    wake: () => woken.push('woken'),
    setSavable: () => undefined,
  }
  const screen = await createSettingsScreen(session, aWidget())
  const container = document.createElement('div')
  document.body.append(container)
  const undo = screen.mount(container, settingsWindow)
  const toggle = (name: string): void => {
    const label = [...container.querySelectorAll('label')].find(({ textContent }) => textContent === name)
    label?.querySelector('input')?.click()
  }
  return { world, screen, container, filled, woken, saved: stored, told, toggle, undo }
}

describe('saving the settings', () => {
  beforeEach(() => {
    showPage('<div class="modal sales_analytics"><button class="js-widget-save">Сохранить</button></div>')
  })

  it('refuses a form without an entity at once, with false and the error of the button, never with a promise', async () => {
    const { screen, toggle, told, saved, undo } = await openScreen()
    const onError = vi.fn()
    $('.js-widget-save').on('button:save:error', onError)
    toggle('Контакты')
    toggle('Компании')
    const event = { active: 'Y' as const, fields: { custom: 'what was valid' } }
    expect(screen.save(event)).toBe(false)
    expect(onError).toHaveBeenCalledOnce()
    expect(event.fields.custom).toBe('what was valid')
    expect(told).toEqual(['Отметьте хотя бы одну сущность'])
    expect(saved).toEqual([])
    undo()
  })

  it('leaves the last valid text in the hidden input, whatever the CRM makes of a refusal', async () => {
    const { filled, toggle, undo } = await openScreen()
    toggle('Контакты')
    const valid = filled.at(-1) ?? ''
    expect(parseSettings(valid)).toMatchObject({ ok: true, settings: { entities: ['companies'] } })
    toggle('Компании')
    expect(filled.at(-1)).toBe(valid)
    for (const text of filled) expect(parseSettings(text).ok).toBe(true)
    undo()
  })

  it('gives a CRM that does not wait a text to store at once, and the text with the ids of the fields after', async () => {
    const { world, screen, saved, undo } = await openScreen()
    const event = { active: 'Y' as const, fields: { custom: '' } }
    const answer = screen.save(event)
    expect(parseSettings(event.fields.custom)).toMatchObject({ ok: true })
    expect(event.fields.custom).not.toBe('')
    expect(await answer).toBe(true)
    const parsed = parseSettings(event.fields.custom)
    expect(parsed).toMatchObject({ ok: true, settings: { account: 31_000_100 } })
    const ids = parsed.ok ? Object.values(parsed.settings.fields.contacts) : []
    expect(ids).toHaveLength(8)
    expect(saved).toEqual([event.fields.custom])
    expect(world.requests.some(({ method }) => method === 'POST')).toBe(true)
    undo()
  })

  it('saves all the same where the fields cannot be made, and says why', async () => {
    const { world, screen, told, undo } = await openScreen()
    await world.setFaults({ method: 'POST', path: '/api/v4/contacts/custom_fields', status: 402 })
    const event = { active: 'Y' as const, fields: { custom: '' } }
    expect(await screen.save(event)).toBe(true)
    expect(parseSettings(event.fields.custom)).toMatchObject({ ok: true })
    expect(told[0]).toContain('Настройки сохранены. Поля не созданы:')
    undo()
  })

  const elsewhere = someSettings(settingsElsewhere)
  const { account: _said, ...older } = elsewhere

  it.each([
    ['say so', heldToAccount({ ok: true, settings: elsewhere }, 31_000_100)],
    ['say so to a page that does not tell its account', { ok: true, settings: elsewhere } as const],
    ['are of a release that did not say', { ok: true, settings: older } as const],
  ])(
    'makes settings of another account this one’s, without one of their ids, where they %s',
    async (_how, given) => {
      const { world, screen, container, saved, woken, undo } = await openScreen(
        withOwnFields(anAccount()),
        given,
      )
      const before = ownValues(world.account())
      expect(container.textContent).toContain('Настройки перенесены из другого аккаунта')
      expect(woken).toEqual(['woken'])
      const event = { active: 'Y' as const, fields: { custom: '' } }
      const answer = screen.save(event)
      // Also what a CRM stores that does not wait.
      expect(parseSettings(event.fields.custom)).toMatchObject({
        settings: {
          account: 31_000_100,
          bought: { stages: {} },
          saleDateField: null,
          fields: { contacts: {} },
        },
      })
      expect(await answer).toBe(true)
      expect(saved).toEqual([event.fields.custom])
      const parsed = parseSettings(event.fields.custom)
      if (!parsed.ok) throw new Error('not readable')
      const { fields, ...rest } = parsed.settings
      const { fields: _none, ...switches } = { ...defaultSettings, contacts: 'main' }
      expect(rest).toEqual({ ...switches, account: 31_000_100, inWork: { open: false, stages: {} } })
      const taken = Object.values(fields.contacts)
      expect(taken).toHaveLength(8)
      for (const id of Object.values(collidingIds('contacts'))) expect(taken).not.toContain(id)
      expect(ownValues(world.account())).toBe(before)
      undo()
    },
  )

  it('is how an admin says that a saved field which nothing proves is not ours', async () => {
    const settings = someSettings({ account: 31_000_100, fields: elsewhere.fields })
    const { world, screen, undo } = await openScreen(withOwnFields(anAccount()), { ok: true, settings })
    const before = ownValues(world.account())
    const event = { active: 'Y' as const, fields: { custom: '' } }
    expect(await screen.save(event)).toBe(true)
    const parsed = parseSettings(event.fields.custom)
    const ids = parsed.ok ? Object.values(parsed.settings.fields.contacts) : []
    expect(ids).toHaveLength(8)
    expect(ids).not.toContain(501)
    expect(ownValues(world.account())).toBe(before)
    undo()
  })

  it('does not let a saved field go, and take another, without a word', async () => {
    const settings = someSettings({ account: 31_000_100, fields: elsewhere.fields })
    const { screen, container, told, undo } = await openScreen(withOwnFields(anAccount()), {
      ok: true,
      settings,
    })
    const event = { active: 'Y' as const, fields: { custom: '' } }
    expect(await screen.save(event)).toBe(true)
    const parsed = parseSettings(event.fields.custom)
    const id = parsed.ok ? parsed.settings.fields.contacts.boughtCount : undefined
    expect(told[0]).toContain('Настройки сохранены. Поле «')
    expect(told[0]).toContain('в настройках записано № 501')
    expect(told[0]).toContain(
      `Это поле оставлено как есть, вместо него теперь поле № ${id}: запустите заполнение.`,
    )
    expect(container.textContent).toContain(told[0])
    undo()
  })

  it('says which fields are in the way where two look alike', async () => {
    const { world, screen, told, undo } = await openScreen()
    for (const id of [501, 733])
      world.host.context.store.fields.contacts.putField({ id, name: '*Продажи, шт.', type: 'numeric' })
    await screen.save({ active: 'Y', fields: { custom: '' } })
    expect(told[0]).toContain('№ 501 «*Продажи, шт.» в группе «Основное» (число)')
    expect(told[0]).toContain('№ 733')
    undo()
  })
})
