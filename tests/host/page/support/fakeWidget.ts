import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A tiny widget for the page's loader; it writes what is called into `window.calls`. */
export interface FakeWidget {
  code: string
  /** Expression that `render` gives, `true` by default. */
  render?: string
  /** Callbacks that the widget lacks. */
  without?: readonly string[]
  /** Callbacks of its own: name → function expression. */
  callbacks?: Readonly<Record<string, string>>
  initOnce?: boolean
  locations?: readonly string[]
  /** The whole script in place of the recording one; null makes no file. */
  script?: string | null
  settings?: Readonly<Record<string, { name: string; type: string; required: boolean }>>
  tourImages?: readonly string[]
}

const everyPlace = ['clist-0', 'ccard-1', 'comcard-1', 'settings', 'advanced_settings']

/** Writes the widget's archive into `parent` and gives its folder. */
export async function writeWidget(parent: string, widget: FakeWidget): Promise<string> {
  const folder = join(parent, widget.code)
  await mkdir(join(folder, 'i18n'), { recursive: true })
  const script = widget.script === undefined ? recordingScript(widget) : widget.script
  if (script !== null) await writeFile(join(folder, 'script.js'), script)
  await writeFile(
    join(folder, 'i18n', 'ru.json'),
    JSON.stringify({
      widget: { name: `Виджет ${widget.code}`, description: 'Описание' },
      advanced: { title: 'Отчёты' },
    }),
  )
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      widget: {
        name: 'widget.name',
        description: 'widget.description',
        version: '1.2.3',
        init_once: widget.initOnce ?? false,
        locale: ['ru'],
        support: { link: 'https://support.example.test', email: 'help@example.test' },
      },
      locations: widget.locations ?? everyPlace,
      settings: widget.settings ?? { custom: { name: 'settings.custom', type: 'custom', required: false } },
      tour: { is_tour: true, tour_images: { ru: widget.tourImages ?? [] } },
      advanced: { title: 'advanced.title' },
    }),
  )
  return folder
}

function recordingScript(widget: FakeWidget): string {
  const names = ['init', 'bind_actions', 'destroy', 'onInstall', 'advancedSettings']
  const own: Record<string, string> = {
    render: `function () { call('render'); return ${widget.render ?? 'true'} }`,
    settings: `function () { call('settings') }`,
    onSave: `function (event) { call('onSave ' + event.active); return true }`,
    ...Object.fromEntries(names.map((name) => [name, `function () { call('${name}'); return true }`])),
    ...widget.callbacks,
  }
  for (const name of widget.without ?? []) delete own[name]
  const callbacks = Object.entries(own).map(([name, text]) => `${name}: ${text}`)
  return `define(['jquery'], function ($) {
  var made = 0
  window.calls = window.calls || []
  function call(name) { window.calls.push('${widget.code} ' + name) }
  call('factory')
  return function () {
    var self = this
    made += 1
    call('construct ' + made)
    this.callbacks = { ${callbacks.join(',\n')} }
    return this
  }
})
`
}
