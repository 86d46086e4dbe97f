import { DATE_HEADERS } from '../api/faultRules'
import type { HostContext } from '../api/hostContext'
import { SHAPE_CHOICES } from '../api/shapes'
import { UNVERIFIED_CHOICES } from '../api/unverified'
import { dateFormats, pageAnswer } from './changePage'
import { controlScript } from './controlScript'
import { listWidgets } from './listWidgets'

/** The page `/__host/`: every option of the command line, the session, the clock and the open questions, to be changed by hand. */
export function controlPage(context: HostContext): Response {
  const { faults, session, store, clock, page } = context
  const dates = pageAnswer(context)
  const { latencyMs, ratePerSecond, unverified, dateHeader, shapes } = faults.current
  const summary = context.requests.summary()
  const users = store.users.map(({ id, name }) => [String(id), `${name} (${id})`] as const)
  const switches = Object.entries(UNVERIFIED_CHOICES)
    .map(([key, choices]) => {
      const now = String(unverified[key as keyof typeof unverified])
      return row(
        key,
        select(
          `unverified.${key}`,
          choices.map((choice) => [String(choice), String(choice)]),
          now,
        ),
      )
    })
    .join('')
  const shapeSwitches = Object.entries(SHAPE_CHOICES)
    .map(([key, choices]) =>
      row(key, select(`shapes.${key}`, sameWords(choices), shapes[key as keyof typeof shapes])),
    )
    .join('')
  const integrations = store.integrations
    .map(({ client_id: id, client_secret: secret, redirect_uri: redirect, name }) => {
      const link = `<a href="/oauth?client_id=${encodeURIComponent(id)}">Дать доступ</a>`
      const keys = [id, secret, redirect].map((text) => `<code>${escape(text)}</code>`).join('<br>')
      return `<tr><td>${escape(name)}</td><td>${keys}</td><td>${link}</td></tr>`
    })
    .join('')
  const size = (entity: 'leads' | 'contacts' | 'companies' | 'customers'): string =>
    store.table(entity).size.toLocaleString('ru-RU')
  const body = `
<h1>Локальная CRM</h1>
<p><a href="/contacts/list/contacts/">Открыть CRM</a>. Сейчас в аккаунте «${escape(store.account.name)}» сделок ${size('leads')}, контактов ${size('contacts')},
компаний ${size('companies')}, покупателей ${size('customers')}. Запросов ${summary.total}, отклонено ${summary.rejected}, не больше ${summary.peakPerSecond} за секунду.
<button data-call="DELETE /__host/requests">Очистить журнал</button> <a href="/__host/requests">журнал</a></p>
<form id="options"><table>
${row('Пользователь', select('user', users, String(session.userId)))}
${row('Сессия', select('session', SESSIONS, sessionNow(context)))}
${row('Задержка ответа, мс', `<input name="latencyMs" value="${escape(JSON.stringify(latencyMs))}">`)}
${row('Запросов в секунду', `<input name="ratePerSecond" type="number" min="1" value="${ratePerSecond}">`)}
${row('Заголовок Date', select('dateHeader', sameWords(DATE_HEADERS), dateHeader))}
${row('Новые колонки списка', select('columns', COLUMNS, page.columns))}
${row('Уведомления страницы', select('inbox', INBOX, page.inbox))}
${row('Порядок даты', select('dateFormat', sameWords(dateFormats(context)), String(dates['dateFormat'])))}
${row('Часы', select('hours', sameWords(['24', '12']), String(dates['hours'])))}
${row('Часовой пояс', `<input name="timezone" value="${escape(String(dates['timezone']))}">`)}
${row('Время CRM', `<input name="now" placeholder="настоящее" value="${clock.fixedAt === null ? '' : new Date(clock.fixedAt * 1000).toISOString()}">`)}
</table>
<h2>О чём документация молчит</h2>
<p>filters — фильтры API (null: как в аккаунте), widgetMarkup — вид шапки списка.</p>
<table>${switches}</table>
<h2>Вид ответов</h2>
<p>Чего документация не исключает: пустое как список, отсутствие, числа текстом.</p>
<table>${shapeSwitches}</table>
<p><button>Применить</button> <span id="answer" role="status"></span></p></form>
<h2>Интеграции</h2>
<p>Токен <code>local-token</code> принимается всегда. Остальные выдаёт OAuth: docs/account-file.md.</p>
<table>${integrations}</table>
<h2>Аккаунт</h2>
<p><button data-call="POST /__host/account/demo">demo</button> <button data-call="POST /__host/account/empty">empty</button></p>
<form id="large"><p>
${(['leads', 'contacts', 'companies', 'customers'] as const).map((key) => `<label>${key} <input name="${key}" type="number" min="0"></label>`).join(' ')}
<button>large</button></p></form>
<p><label>Файл аккаунта <input id="file" type="file" accept="application/json"></label> <a href="/__host/account" download="account.json">скачать нынешний</a></p>
<h2>Виджеты</h2>
<table>${listWidgets(context)
    .map(({ code, name, version, status, warnings }) =>
      row(`${code} ${version}`, escape([name, status, ...warnings].join(' · '))),
    )
    .join('')}</table>
<p>Порт, папка виджета и другие виджеты задаются при запуске: <code>npm start -- --port 8081 --widget КОД=ПАПКА</code>.</p>
<script>${controlScript}</script>`
  return new Response(
    `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Локальная CRM</title><style>${STYLE}</style></head><body>${body}</body></html>`,
    {
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    },
  )
}

type Choices = readonly (readonly [value: string, text: string])[]

const SESSIONS: Choices = [
  ['open', 'действует'],
  ['heals', 'ключ кончился, CRM продлит его через 10 с'],
  ['stale', 'ключ кончился, нужен вход в окне CRM'],
  ['expired', 'закончилась'],
]

const COLUMNS: Choices = [
  ['auto', 'появляются сами'],
  ['manual', 'добавляет человек'],
]

const INBOX: Choices = [
  ['soon', 'сразу после страницы'],
  ['late', 'через 5 секунд'],
  ['never', 'не работают'],
]

function sessionNow({ session }: HostContext): string {
  if (session.expired) return 'expired'
  if (session.stale === null) return 'open'
  return session.stale.healsAt === null ? 'stale' : 'heals'
}

function sameWords(values: readonly string[]): Choices {
  return values.map((value) => [value, value])
}

const STYLE = `body{font:15px/1.5 sans-serif;max-width:760px;margin:32px auto;padding:0 16px;color:#222}
h1{font-size:24px}h2{font-size:18px;margin-top:32px}td{padding:4px 16px 4px 0}input,select,button{font:inherit;padding:3px 8px}`

function row(label: string, control: string): string {
  return `<tr><td><label>${escape(label)}</label></td><td>${control}</td></tr>`
}

function select(name: string, choices: readonly (readonly [string, string])[], now: string): string {
  const options = choices.map(
    ([value, text]) =>
      `<option value="${escape(value)}"${value === now ? ' selected' : ''}>${escape(text)}</option>`,
  )
  return `<select name="${name}" aria-label="${name}">${options.join('')}</select>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
