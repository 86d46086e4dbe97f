import { parseArgs } from 'node:util'
import { type UserKey, USER_IDS } from './account/defaultUsers'
import type { HostOptions } from './api/hostContext'
import { parseMoment } from './control/parseMoment'
import { type AccountSizes, LARGE_SIZES } from './openAccount'
import { readWidgets } from './readWidgets'

/** The command line of the local CRM, read. */
export interface MainOptions {
  port: number
  /** `demo`, `empty`, `large` or the path of an account file. */
  account: string
  sizes: AccountSizes
  archive: string
  /** Archives of further widgets by their codes. */
  widgets: Record<string, string>
  host: HostOptions
}

/** Thrown where the command line itself does not read: its words stand over what the command line takes. */
export class UsageError extends Error {}

/** What the command line takes. */
export const USAGE = `npm start -- [--port 8080] [--account demo|empty|large|FILE.json]
  [--leads N] [--contacts N] [--companies N] [--customers N]   размер аккаунта large
  [--latency MS] [--rate RPS] [--filters on|off]               задержка, предел запросов, фильтры API
  [--user admin|manager|observer|limited|free]                 кто вошёл
  [--layout classic|newbie] [--columns auto|manual]            шапка списка, новые колонки
  [--now DATE] [--archive DIR]                                 время CRM, папка виджета
  [--widget CODE=DIR|FILE.zip]                                 ещё один виджет рядом, сколько угодно раз
  [--help]                                                     показать эти параметры и выйти`

const FLAGS = [
  'port',
  'account',
  'leads',
  'contacts',
  'companies',
  'customers',
  'latency',
  'rate',
  'filters',
  'user',
  'layout',
  'columns',
  'now',
  'archive',
] as const

type Flag = (typeof FLAGS)[number]
type Given = Partial<Record<Flag, string>> & { widgets: string[] }

/** Reads the command line, null when it asks for help; throws an error with a sentence for a person when something does not fit. */
export function readOptions(args: readonly string[]): MainOptions | null {
  if (args.includes('--help')) return null
  const given = parse(args)
  const host: HostOptions = {}
  if (given.latency !== undefined) host.latencyMs = count(given, 'latency', 0, 3_600_000)
  if (given.rate !== undefined) host.rate = count(given, 'rate', 1, 1_000_000)
  if (given.filters !== undefined) host.filters = choice(given, 'filters', ['on', 'off']) === 'on'
  if (given.user !== undefined) host.userId = userId(given.user)
  if (given.layout !== undefined) host.layout = choice(given, 'layout', ['classic', 'newbie'])
  if (given.columns !== undefined) host.columns = choice(given, 'columns', ['auto', 'manual'])
  if (given.now !== undefined) host.now = moment(given.now)
  return {
    port: given.port === undefined ? 8080 : count(given, 'port', 0, 65_535),
    account: given.account ?? 'demo',
    sizes: {
      leads: size(given, 'leads'),
      contacts: size(given, 'contacts'),
      companies: size(given, 'companies'),
      customers: size(given, 'customers'),
    },
    archive: given.archive ?? 'dist/widget',
    widgets: readWidgets(given.widgets),
    host,
  }
}

function parse(args: readonly string[]): Given {
  const options = Object.fromEntries([...FLAGS, 'widget'].map((flag) => [flag, { type: 'string' as const }]))
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const given: Given = { widgets: [] }
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`Лишнее слово: ${token.value}`)
    if (token.kind !== 'option') continue
    const flag = FLAGS.find((one) => token.rawName === `--${one}`)
    const isWidget = token.rawName === '--widget'
    if (flag === undefined && !isWidget) throw new UsageError(`Такого параметра нет: ${token.rawName}`)
    // A word that begins with a dash is the next parameter, not a value.
    if (token.value === undefined || (!token.inlineValue && token.value.startsWith('-')))
      throw new UsageError(`${token.rawName}: не указано значение`)
    if (flag === undefined) given.widgets.push(token.value)
    else given[flag] = token.value
  }
  return given
}

function size(given: Given, key: keyof AccountSizes): number {
  return given[key] === undefined ? LARGE_SIZES[key] : count(given, key, 0, 8_000_000)
}

function count(given: Given, key: Flag, lowest: number, highest: number): number {
  const number = Number(given[key])
  if (!/^\d+$/.test(given[key] ?? '') || number < lowest || number > highest)
    throw new Error(`--${key}: нужно целое число от ${lowest} до ${highest}`)
  return number
}

function choice<const T extends string>(given: Given, key: Flag, choices: readonly T[]): T {
  const found = choices.find((one) => one === given[key])
  if (found === undefined) throw new Error(`--${key}: нужно одно из: ${choices.join(', ')}`)
  return found
}

function userId(given: string): number {
  if (given in USER_IDS) return USER_IDS[given as UserKey]
  if (/^\d+$/.test(given)) return Number(given)
  throw new Error(`--user: нужно одно из: ${Object.keys(USER_IDS).join(', ')} или номер пользователя`)
}

function moment(given: string): number {
  const seconds = parseMoment(given)
  if (seconds === null) throw new Error('--now: нужна дата, например 2025-12-31T12:00:00+03:00')
  return seconds
}
