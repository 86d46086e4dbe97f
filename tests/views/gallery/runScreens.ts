import type { RunState } from '../../../widget/jobs/runState'
import type { UnixSeconds } from '../../../widget/records/brands'
import type { RunStart } from '../../../widget/state/runStart'
import type { Texts } from '../../../widget/texts/createTexts'
import { mountRunDialog } from '../../../widget/views/mountRunDialog'
import { mountRunIndicator } from '../../../widget/views/mountRunIndicator'
import { aRunModel } from '../aRunModel'
import { aRunReport } from '../aRunReport'
import { aPreviewRow, somePreview } from '../somePreview'

type Screen = (container: Element, texts: Texts) => void

const reading = {
  source: 'contacts',
  read: { leads: 12_500, customers: 300, contacts: 2_250, companies: 0 },
  secondsLeft: 240,
} as const
const writing = { written: 3_200, total: 12_480, secondsLeft: 120 }
const buyersRefusal = {
  kind: 'refused',
  status: 402,
  detail: 'Покупатели не входят в ваш тариф',
  request: 'GET /api/v4/customers',
} as const
const lastWriteAt = 1_763_732_040 as UnixSeconds

const longNames = [
  'Остров идей',
  '<b>Жирный & "кавычки"</b><img src=x onerror=alert(1)>',
  '\u202eотот ровтсО',
  'Фирма 😀👩‍👩‍👧‍👦 «Эмодзи»',
  'Ъ'.repeat(10_000),
  '',
  '=СУММ(A1:A9)',
  'ООО «Очень длинное название общества с ограниченной ответственностью»',
]
const rows = Array.from({ length: 312 }, (_, index) =>
  aPreviewRow({
    parent: { type: index % 3 === 2 ? 'companies' : 'contacts', id: 1001 + index },
    name: longNames[index % longNames.length] ?? '',
    ...(index % 7 === 3
      ? {
          old: { ...aPreviewRow().old, boughtCount: null, boughtSum: null, averageCheck: null },
          new: { ...aPreviewRow().new, averageCheck: null },
        }
      : {}),
  }),
)
const preview = somePreview(rows)
/** The longest sums that a field holds, and more in the totals. */
const bigSums = {
  boughtCount: 123_456,
  boughtSum: 9_007_199_254_740_991,
  averageCheck: 99_999_999_999_999,
  inWorkCount: 12_345,
  inWorkSum: 999_999_999_999_999,
  refusedCount: 12_345,
  refusedSum: 9_007_199_254_740_991,
}
const bigRows = Array.from({ length: 100 }, (_, index) =>
  aPreviewRow({
    parent: { type: 'contacts', id: 1001 + index },
    name: `Остров идей ${index}`,
    old: { ...bigSums, actualAt: null },
    new: index % 2 === 0 ? aPreviewRow().new : { ...bigSums, boughtSum: 1, refusedSum: 0 },
  }),
)
const bigPreview = {
  ...somePreview(bigRows),
  totals: () => ({ old: bigSums, new: { ...bigSums, boughtSum: bigSums.boughtSum - 1 } }),
}
const equal = {
  total: 12_480,
  changed: 0,
  zeroed: 0,
  firstTime: 0,
  unchanged: 12_480,
  unwritable: 2,
  wrongStamps: 3,
}
const failed = [
  {
    parent: { type: 'contacts', id: 1001 },
    name: 'Остров идей',
    reason: 'refused',
    detail: 'Поле заполнено некорректно',
  },
  { parent: { type: 'companies', id: 1002 }, name: 'Перцы', reason: 'missing', detail: '' },
  { parent: { type: 'companies', id: 1003 }, name: longNames[4] ?? '', reason: 'tooManyDigits', detail: '' },
] as const

const dialog =
  (state: RunState, start: Partial<RunStart> = {}, isFollower = false): Screen =>
  (container, texts) => {
    const { model } = aRunModel(state, start, texts)
    if (isFollower) model.follow(state)
    mountRunDialog(container, model, texts)
  }

const indicator =
  (state: RunState, isShrunk = false): Screen =>
  (container, texts) => {
    const { model } = aRunModel(state, {}, texts)
    model.isShrunk.value = isShrunk
    mountRunIndicator(container, model, texts)
  }

/** So long without news that it is said. */
const slow =
  (mount: typeof mountRunDialog, isFollower = false): Screen =>
  (container, texts) => {
    const state = { phase: 'reading', progress: reading } as const
    const { model, clock } = aRunModel(state, {}, texts)
    if (isFollower) model.follow(state)
    clock.moveBy(8000)
    mount(container, model, texts)
  }

/** A preview by settings that are not in force any more. */
const oldPreview: Screen = (container, texts) => {
  const { model, run } = aRunModel({ phase: 'preview', preview }, {}, texts)
  run.changeSettings()
  model.checkSettings()
  mountRunDialog(container, model, texts)
}

const paused = (reason: Extract<RunState, { phase: 'paused' }>['reason']): Screen =>
  dialog({ phase: 'paused', during: 'writing', reason, kept: 'stored', reading: null, writing })

export const runScreens: Readonly<Record<string, Screen>> = {
  'run-start': dialog({ phase: 'idle' }),
  'run-start-warnings': dialog(
    { phase: 'idle' },
    {
      entities: ['contacts'],
      asksBeforeWriting: false,
      lastRun: null,
      unassignedStages: [
        { name: 'Продажи: Согласование', isNew: true },
        { name: 'Сервис: Выезд', isNew: true },
        { name: 'Сервис: Успешно реализовано', isNew: false },
      ],
      unfinished: { startedAt: lastWriteAt, written: 3_200, total: 12_480, hasBegunWriting: true },
      isStorageOff: true,
    },
  ),
  'run-start-stopped': dialog(
    { phase: 'idle' },
    {
      lastRun: {
        at: lastWriteAt,
        userName: 'Анна Админова',
        seconds: 9,
        stopped: { written: 150, notWritten: 1315 },
      },
    },
  ),
  'run-checking': dialog({ phase: 'checking' }),
  'run-ending': dialog({ phase: 'checking', isEnding: true }),
  'run-reading': dialog({ phase: 'reading', progress: reading }),
  'run-reading-follower': dialog({ phase: 'reading', progress: reading }, {}, true),
  'run-preview': dialog({ phase: 'preview', preview }),
  'run-preview-old': oldPreview,
  'run-preview-big': dialog({ phase: 'preview', preview: bigPreview }),
  'run-preview-equal': dialog({ phase: 'preview', preview: somePreview([], { contacts: equal }) }),
  'run-writing': dialog({ phase: 'writing', progress: writing, isStopping: false }),
  'run-stopping': dialog({ phase: 'writing', progress: writing, isStopping: true }),
  'run-paused-user': paused({ kind: 'user' }),
  'run-paused-session': paused({ kind: 'crm', error: 'session', detail: '' }),
  'run-paused-field': paused({
    kind: 'fieldGone',
    parentType: 'companies',
    key: 'refusedCount',
    name: '*Отказы, шт.',
  }),
  'run-paused-time': paused({ kind: 'noTime' }),
  'run-paused-list': paused({ kind: 'notWhole', list: 'leads', contradiction: 'pageMissing' }),
  'run-paused-fall': paused({ kind: 'listFall', source: 'leads', before: 512, now: 0 }),
  'run-paused-buyers': dialog({
    phase: 'paused',
    during: 'reading',
    reason: { kind: 'buyersRefused', refusal: buyersRefusal },
    kept: 'stored',
    reading,
    writing: null,
  }),
  'run-preview-without-buyers': dialog({
    phase: 'preview',
    preview: { ...preview, withoutBuyers: buyersRefusal },
  }),
  'run-report-without-buyers': dialog({
    phase: 'report',
    report: aRunReport({ withoutBuyers: buyersRefusal }),
  }),
  'run-paused-computer': paused({ kind: 'otherComputer', lastWriteAt }),
  'run-awaited-computer': paused({ kind: 'otherComputer', lastWriteAt, isAwaited: true }),
  'run-report': dialog({ phase: 'report', report: aRunReport({ columns: 'hidden' }) }),
  'run-report-failures': dialog({ phase: 'report', report: aRunReport({ failed }) }),
  'run-report-stopped': dialog({
    phase: 'report',
    report: aRunReport({ isComplete: false, notWritten: 9_000 }),
  }),
  'run-failed': dialog({
    phase: 'failed',
    failure: {
      kind: 'crm',
      error: 'malformed',
      detail: '_embedded.leads.3.price: ждали число, пришло "abc"',
      path: 'GET /api/v4/leads?page=3&limit=250&with=contacts',
    },
  }),
  'run-failed-conflict': dialog({
    phase: 'failed',
    failure: {
      kind: 'fieldConflict',
      parentType: 'contacts',
      key: 'boughtSum',
      reason: 'names',
      fields: [
        { id: 501, name: '*Продажи, руб.', type: 'numeric', group: 'Основное' },
        { id: 733, name: '*Продажи, руб.', type: 'numeric', group: '*Аналитика продаж' },
      ],
    },
  }),
  'run-cancelled': dialog({ phase: 'cancelled' }),
  'run-cancelled-written': dialog({ phase: 'cancelled', written: 3_200 }),
  'run-cancelled-begun': dialog({ phase: 'cancelled', written: 0 }),
  'run-reading-again': dialog({
    phase: 'reading',
    progress: { ...reading, source: 'customers', again: 4_500 },
  }),
  'run-slow': slow(mountRunDialog),
  'run-slow-follower': slow(mountRunDialog, true),
  'run-slow-indicator': slow(mountRunIndicator),
  'run-report-written-before': dialog({ phase: 'report', report: aRunReport({ writtenBefore: 350 }) }),
  'run-report-in-doubt': dialog({
    phase: 'report',
    report: aRunReport({ isComplete: false, choice: 'all', mayHaveWritten: true }),
  }),
  'run-failed-rights-lost': dialog({ phase: 'failed', failure: { kind: 'rightsLost' }, written: 600 }),
  'indicator-reading': indicator({ phase: 'reading', progress: reading }),
  'indicator-writing': indicator({ phase: 'writing', progress: writing, isStopping: false }),
  'indicator-icon': indicator({ phase: 'writing', progress: writing, isStopping: false }, true),
}
