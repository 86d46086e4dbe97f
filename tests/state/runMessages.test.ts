import { describe, expect, it } from 'vitest'
import type { PauseReason, RunFailure } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { failureMessage, pauseMessage } from '../../widget/state/runMessages'
import { someTexts } from '../views/someTexts'

const texts = someTexts()
const reasons: readonly PauseReason[] = [
  { kind: 'user' },
  { kind: 'crm', error: 'network', detail: '' },
  { kind: 'fieldGone', parentType: 'contacts', key: 'boughtSum', name: '*Продажи, руб.' },
  { kind: 'listShifts', source: 'customers' },
  {
    kind: 'buyersRefused',
    refusal: { kind: 'noStages', status: 0, detail: '', request: 'GET /api/v4/customers/statuses' },
  },
  { kind: 'otherComputer', lastWriteAt: 1_763_732_040 as UnixSeconds },
  { kind: 'otherComputer', lastWriteAt: 1_763_732_040 as UnixSeconds, isAwaited: true },
]
const failures: readonly RunFailure[] = [
  { kind: 'crm', error: 'banned', detail: '', path: 'GET /api/v4/leads' },
  { kind: 'settings', detail: '' },
  { kind: 'settingsNotGiven' },
  { kind: 'fieldConflict', parentType: 'contacts', key: 'boughtSum', names: ['А', 'Б'] },
  { kind: 'fieldsMissing', detail: '' },
  { kind: 'rights' },
  { kind: 'otherUser' },
  { kind: 'otherTab' },
  { kind: 'unexpected', detail: '' },
]

describe('messages of a run', () => {
  it.each([
    ...reasons.map((reason) => [reason.kind, pauseMessage(texts, reason, 'stored')] as const),
    ...failures.map((failure) => [failure.kind, failureMessage(texts, failure)] as const),
  ])('say for «%s» what happened and what it means, without an empty place', (_, message) => {
    expect(message.what).not.toBe('')
    expect(message.meaning).not.toBe('')
    expect(`${message.what}${message.meaning}${message.next}`).not.toMatch(/[{}]/)
  })

  it('name the hour at which another computer wrote', () => {
    const reason = reasons.find(({ kind }) => kind === 'otherComputer')
    expect(reason && pauseMessage(texts, reason, 'stored').what).toBe(
      'Похоже, заполнение идёт и на другом компьютере (последняя запись 16:34)',
    )
  })

  it('of a pause say what a closed tab would leave of the run', () => {
    for (const reason of [reasons[0], reasons[1]])
      expect(
        (['stored', 'inTab', 'nothing'] as const).map(
          (kept) => reason && pauseMessage(texts, reason, kept).meaning,
        ),
      ).toEqual([
        'Прочитанное и записанное сохранено.',
        'Прочитанное хранится только в этой вкладке: не закрывайте её. Записанное останется в карточках.',
        'Ещё ничего не прочитано и не записано.',
      ])
  })

  it('name the request that failed as people read it', () => {
    const path = 'GET /api/v4/leads?order%5Bid%5D=asc'
    for (const error of ['malformed', 'forbidden'] as const) {
      const { what, next } = failureMessage(texts, { kind: 'crm', error, detail: '', path })
      expect(`${what} ${next}`).toContain('GET /api/v4/leads?order[id]=asc')
    }
  })

  it('of a pause name the button that the window has', () => {
    for (const error of ['rateLimited', 'server', 'network', 'timeout'] as const)
      expect(pauseMessage(texts, { kind: 'crm', error, detail: '' }, 'stored').next).toMatch(
        / и нажмите «Продолжить»\.$/,
      )
  })

  it('keep a name that runs from right to left from turning what stands after it', () => {
    const conflict = { kind: 'fieldConflict', parentType: 'contacts', key: 'boughtSum' } as const
    expect(failureMessage(texts, { ...conflict, names: ['\u202eйажорп', 'Б'] }).what).toContain(
      '«\u2068\u202eйажорп\u2069», «Б»',
    )
  })

  it('of missing fields do not say that the reason is unnamed, which the next sentence names', () => {
    const { what, meaning } = failureMessage(texts, { kind: 'fieldsMissing', detail: '' })
    expect(`${what}. ${meaning}`).toBe(
      'Поля не созданы. Ничего не записано. Создать поля может администратор: попросите его запустить заполнение или сохранить настройки.',
    )
  })

  it.each([
    ['payment', '/api/v4/events?limit=100', 'Аккаунт CRM не оплачен, или тариф не даёт прочитать события'],
    ['forbidden', '/api/v4/events?limit=100', 'CRM не разрешила действие: прочитать события'],
    ['notFound', '/api/v4/events', 'CRM не отдаёт события, такого метода в ней нет'],
    ['unprocessable', '/api/v4/contacts/custom_fields/groups', 'CRM не отдаёт группы полей'],
    ['refused', '/api/v4/leads/pipelines', 'CRM не отдаёт воронки'],
    ['forbidden', '/api/v4/companies/custom_fields', 'CRM не разрешила действие: прочитать поля'],
    ['payment', '/api/v4/account?with=x', 'Аккаунт CRM не оплачен'],
    [
      'notFound',
      '/api/v4/contacts/7?with=leads',
      'CRM не нашла запись: её могли удалить или объединить с другой',
    ],
  ] as const)('name the method that alone is refused: %s of %s', (error, path, words) => {
    const failure = { kind: 'crm', error, detail: '', path: `GET ${path}` } as const
    expect(failureMessage(texts, failure).what).toBe(words)
  })

  it('keep the words of the CRM beside the method', () => {
    const failure = {
      kind: 'crm',
      error: 'forbidden',
      detail: 'Нет права',
      path: 'PATCH /api/v4/contacts',
    } as const
    expect(failureMessage(texts, failure).what.replace(/[\u2068\u2069]/g, '')).toBe(
      'CRM не разрешила действие: изменить контакты — Нет права',
    )
  })

  it('name the request that failed', () => {
    expect(failures[0] && failureMessage(texts, failures[0]).next).toContain('GET /api/v4/leads')
  })

  it('say of a failed run only what is true: nothing written, or what was written stays', () => {
    const failure = { kind: 'unexpected', detail: '' } as const
    expect(failureMessage(texts, failure).meaning).toBe('Ничего не записано.')
    expect(failureMessage(texts, failure, true).meaning).toContain('Записанное до ошибки осталось')
  })
})
