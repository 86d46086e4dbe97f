import { mkdtemp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { withFullPaths } from '../../../host/readWidgets'
import { openHost, type TestHost } from '../openHost'

interface Entry {
  readonly src: string
  readonly lang: string
  readonly status: string
  readonly active: string
  readonly settings: string
  readonly init_once: string
  readonly oauth_client_uuid: string
  readonly name: string
}

const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/widgets', name)
const manifest = { widget: { name: 'widget.name', version: '2.0' }, locations: ['lcard-1'] }
const texts = { widget: { name: 'Чужой' } }

const zipOf = (files: Record<string, unknown>): string => {
  const content: Zippable = {}
  for (const [name, one] of Object.entries(files))
    content[name] = strToU8(typeof one === 'string' ? one : JSON.stringify(one))
  return Buffer.from(zipSync(content)).toString('base64')
}

const foreign = { 'manifest.json': manifest, 'script.js': 'define([], 1)', 'i18n/ru.json': texts }

const widgetsOf = async (host: TestHost, area: string): Promise<Record<string, Entry>> => {
  const { body } = await host.call('POST', '/ajax/widgets/list', `area=${area}`, session)
  return (body as { widgets: Record<string, Entry> }).widgets
}

const session = { Cookie: 'session_id=local' }

const put = (host: TestHost, account: AccountFile) =>
  host.call('PUT', '/__host/account', account) as Promise<{ status: number; body: unknown }>

describe('a widget in the account file', () => {
  test('comes as the base64 text of a zip over HTTP, and its files are served', async () => {
    const host = openHost()
    expect((await put(host, { widgets: [{ code: 'foreign', archive: zipOf(foreign) }] })).status).toBe(200)
    const { foreign: entry } = await widgetsOf(host, 'leads_card')
    expect(entry).toMatchObject({ name: 'Чужой', status: 'installed', active: 'Y', init_once: 'N' })
    const script = await host.call('GET', entry?.src ?? '')
    expect([script.status, script.type, script.text]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'define([], 1)',
    ])
    expect((await host.call('GET', '/upl/foreign/widget/absent.js')).status).toBe(404)
    expect((await host.call('GET', '/upl/foreign/widget/%2e%2e/manifest.json')).status).toBe(404)
  })

  test('comes from a folder or a zip beside the account file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'account-'))
    await mkdir(join(folder, 'one/i18n'), { recursive: true })
    for (const [name, content] of Object.entries(foreign))
      await writeFile(
        join(folder, 'one', name),
        typeof content === 'string' ? content : JSON.stringify(content),
      )
    await writeFile(join(folder, 'two.zip'), Buffer.from(zipOf(foreign), 'base64'))
    const widgets = [
      { code: 'one', archive: 'one' },
      { code: 'two', archive: './two.zip' },
    ]
    const host = openHost(withFullPaths({ widgets }, join(folder, 'account.json')))
    expect(Object.keys(await widgetsOf(host, 'leads_card'))).toEqual(['one', 'two'])
    const given = await host.call('GET', '/__host/account?only=widgets')
    expect((await put(openHost(), given.body)).status).toBe(200)
  })

  test('is read out of a single folder at the top of its zip', async () => {
    const nested = Object.fromEntries(Object.entries(foreign).map(([name, one]) => [`widget/${name}`, one]))
    const host = openHost({
      widgets: [{ code: 'nested', archive: zipOf({ ...nested, '__MACOSX/._x': 'x' }) }],
    })
    expect(Object.keys(await widgetsOf(host, 'leads_card'))).toEqual(['nested'])
    expect(host.context.archives.warnings('nested').join('\n')).toContain('«widget/»')
  })

  test.each([
    ['no zip at all', 'UEsDBBBB', 'не читается как zip'],
    ['no manifest', zipOf({ 'script.js': '' }), 'manifest.json: файла нет'],
    [
      'a broken manifest',
      zipOf({ ...foreign, 'manifest.json': '{"widget": {},}' }),
      'manifest.json: это не JSON',
    ],
    [
      'a manifest that is a list',
      zipOf({ ...foreign, 'manifest.json': [1] }),
      'manifest.json: нужен один объект',
    ],
    ['no block widget', zipOf({ ...foreign, 'manifest.json': { locations: [] } }), 'manifest.json: widget'],
    [
      'places that are no list',
      zipOf({ ...foreign, 'manifest.json': { ...manifest, locations: 'lcard' } }),
      'manifest.json: locations',
    ],
    ['a broken text file', zipOf({ ...foreign, 'i18n/ru.json': '{' }), 'i18n/ru.json: это не JSON'],
    ['a relative path', 'some/folder', 'нужен полный путь'],
    ['a path to nothing', '/no/such/folder', 'такой папки или файла нет'],
  ])(
    'with %s is refused with the file and the fault, and nothing has changed',
    async (_what, archive, words) => {
      const host = openHost({ widgets: [{ code: 'before', archive: zipOf(foreign) }] })
      const answer = await put(host, { widgets: [{ code: 'ours' }, { code: 'foreign', archive }] })
      expect(answer).toMatchObject({ status: 422, body: { path: 'widgets[1].archive' } })
      expect((answer.body as { message: string }).message).toContain(words)
      expect(Object.keys(await widgetsOf(host, 'leads_card'))).toEqual(['before'])
    },
  )

  test('with a code that is taken or no code is refused', async () => {
    const host = openHost()
    const twice = await put(host, { widgets: [{ code: 'one' }, { code: 'one' }] })
    expect(twice).toMatchObject({ status: 422, body: { path: 'widgets[1].code' } })
    const odd = await put(host, { widgets: [{ code: '../one' }] })
    expect(odd).toMatchObject({ status: 422, body: { path: 'widgets[0].code' } })
  })

  test('with small faults is installed all the same, and they are told', async () => {
    const poor = {
      'manifest.json': {
        widget: { name: 'widget.name', interface_version: 1, installation: true },
        locations: ['lcard-2', 'nowhere'],
        settings: { code: { type: 'wonder' }, custom: { type: 'custom' } },
      },
      'i18n/en.json': { widget: { name: 'Poor' } },
    }
    const host = openHost({ widgets: [{ code: 'poor', archive: zipOf(poor) }] })
    const entries = await widgetsOf(host, 'widgetsSettings:poor')
    expect(entries['poor']).toMatchObject({ name: 'Poor', lang: '/upl/poor/widget/i18n/en.json' })
    const { widgets } = (await host.call('GET', '/__host/widgets')).body as {
      widgets: { code: string; status: string; warnings: string[] }[]
    }
    expect(widgets).toMatchObject([{ code: 'poor', status: 'installed' }])
    const warnings = widgets[0]?.warnings.join('\n')
    for (const word of [
      'script.js',
      'logo_main.png',
      'widget.locale',
      'lcard-2',
      'nowhere',
      'wonder',
      'custom',
    ])
      expect(warnings).toContain(word)
  })
})

describe('several widgets', () => {
  test('have their own settings, status and integration each', async () => {
    const host = openHost({
      widgets: [
        { code: 'first', archive: zipOf(foreign), settings: { a: '1' } },
        { code: 'second', archive: zipOf(foreign), configured: false },
        { code: 'third', archive: zipOf(foreign), trouble: 'installed_error' },
        { code: 'fourth', archive: zipOf(foreign), active: false },
      ],
    })
    const statuses: [string, string | undefined, string | undefined][] = []
    const ids = new Set<string | undefined>()
    for (const code of ['first', 'second', 'third', 'fourth']) {
      const entry = (await widgetsOf(host, `widgetsSettings:${code}`))[code]
      statuses.push([code, entry?.status, entry?.settings])
      ids.add(entry?.oauth_client_uuid)
    }
    expect(statuses).toEqual([
      ['first', 'installed', '{"a":"1"}'],
      ['second', 'not_configured', '{}'],
      ['third', 'installed_error', '{}'],
      ['fourth', 'install', '{}'],
    ])
    expect(ids.size).toBe(4)
    expect(Object.keys(await widgetsOf(host, 'leads_card'))).toEqual(['first', 'third', 'fourth'])
  })

  test('of the command line stay when the account is replaced, beside ours and those it names', async () => {
    const widgets = { pages: fixture('install-pages'), lasting: fixture('install-lasting') }
    const host = openHost({}, { widgets })
    await put(host, { widgets: [{ code: 'sales_analytics' }, { code: 'lasting', settings: { kept: 1 } }] })
    const codes = (await host.call('GET', '/__host/account?only=widgets')).body as {
      widgets: { code: string }[]
    }
    expect(codes.widgets.map(({ code }) => code)).toEqual(['sales_analytics', 'lasting', 'pages'])
    expect((await widgetsOf(host, 'dashboard'))['lasting']).toMatchObject({ settings: '{"kept":1}' })
  })

  test('start where their manifests say: places, everywhere, init_once', async () => {
    const at = (locations: string[], initOnce = false) =>
      zipOf({ ...foreign, 'manifest.json': { widget: { init_once: initOnce }, locations } })
    const host = openHost({
      widgets: [
        { code: 'card', archive: at(['lcard-1', 'card_sdk', 'settings']) },
        { code: 'lists', archive: at(['llist-0', 'clist', 'tlist', 'catalogs', 'advanced_settings']) },
        { code: 'all', archive: at(['everywhere']) },
        { code: 'lasting', archive: at([], true) },
      ],
    })
    const listed: Record<string, string> = {}
    for (const area of [
      'leads_card',
      'leads',
      'companies',
      'todo',
      'catalogs',
      'dashboard',
      'widgetsSettings',
      'advanced-settings:lists',
      'advanced-settings:card',
    ])
      listed[area] = Object.keys(await widgetsOf(host, area)).join(' ')
    expect(listed).toEqual({
      leads_card: 'card all lasting',
      leads: 'lists all lasting',
      companies: 'lists all lasting',
      todo: 'lists all lasting',
      catalogs: 'lists all lasting',
      dashboard: 'all lasting',
      widgetsSettings: 'card all lasting',
      'advanced-settings:lists': 'lists all lasting',
      'advanced-settings:card': 'all lasting',
    })
  })

  test('store values by user as objects, whether they come as JSON or as the fields of a form', async () => {
    const host = openHost({ widgets: [{ code: 'near', archive: fixture('install-neighbour') }] })
    const form = new URLSearchParams({
      action: 'edit',
      code: 'near',
      widget_active: 'Y',
      'settings[token]': 'abc',
      'settings[phones]': '{"8800001":"101"}',
      'settings[lines][8800001][login]': 'anna',
      'settings[lines][8800001][password]': 'x',
    })
    const answer = await host.call('POST', '/ajax/widgets/edit', form.toString(), session)
    expect(answer.body).toMatchObject({
      response: {
        settings: {
          token: 'abc',
          phones: { 8800001: '101' },
          lines: { 8800001: { login: 'anna', password: 'x' } },
        },
      },
    })
  })
})

test('a file is sent once: who has it asks by its tag, and gets another when it was built anew', async () => {
  const host = openHost({ widgets: [{ code: 'foreign', archive: zipOf(foreign) }] })
  const path = '/upl/foreign/widget/script.js?v=1.0.0'
  const first = await host.call('GET', path)
  const tag = first.headers.get('ETag') ?? ''
  const again = await host.call('GET', path, undefined, { 'If-None-Match': tag })
  expect([again.status, again.text]).toEqual([304, ''])
  await put(host, {
    widgets: [{ code: 'foreign', archive: zipOf({ ...foreign, 'script.js': 'define([], 2)' }) }],
  })
  const rebuilt = await host.call('GET', path, undefined, { 'If-None-Match': tag })
  expect([rebuilt.status, rebuilt.text]).toEqual([200, 'define([], 2)'])
})

test('every file of an archive is served as it is, with its type', async () => {
  const host = openHost({ widgets: [{ code: 'pages', archive: fixture('install-pages') }] })
  const icon = await host.call('GET', '/upl/pages/widget/images/menu.svg')
  expect([icon.type, icon.text]).toEqual([
    'image/svg+xml',
    await readFile(join(fixture('install-pages'), 'images/menu.svg'), 'utf8'),
  ])
})
