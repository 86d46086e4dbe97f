import { describe, expect, it } from 'vitest'
import type { FoundField } from '../../widget/jobs/fieldSetup'
import type { PauseReason, RunFailure } from '../../widget/jobs/runState'
import { contradictions } from '../../widget/records/contradiction'
import { listNames } from '../../widget/records/listNameOf'
import type { UnixSeconds } from '../../widget/records/brands'
import { failureMessage, pauseMessage } from '../../widget/state/runMessages'
import { someTexts } from '../views/someTexts'

const texts = someTexts()
const found: readonly FoundField[] = [
  { id: 501, name: '*Продажи, руб.', type: 'numeric', group: 'Основное' },
  { id: 1733, name: 'Б', type: 'date_time', group: '' },
]
const reasons: readonly PauseReason[] = [
  { kind: 'user' },
  { kind: 'crm', error: 'network', detail: '' },
  { kind: 'fieldGone', parentType: 'contacts', key: 'boughtSum', name: '*Продажи, руб.' },
  { kind: 'listShifts', source: 'customers' },
  { kind: 'notWhole', list: 'leads', contradiction: 'pageMissing' },
  { kind: 'listFall', source: 'leads', before: 512, now: 0 },
  {
    kind: 'buyersRefused',
    refusal: { kind: 'noStages', status: 0, detail: '', request: 'GET /api/v4/customers/statuses' },
  },
  { kind: 'otherComputer', lastWriteAt: 1_763_732_040 as UnixSeconds },
  { kind: 'otherComputer', lastWriteAt: 1_763_732_040 as UnixSeconds, isAwaited: true },
  { kind: 'noTime' },
]
const otherComputer = reasons.find(({ kind }) => kind === 'otherComputer')
const failures: readonly RunFailure[] = [
  { kind: 'crm', error: 'banned', detail: '', path: 'GET /api/v4/leads' },
  { kind: 'settings', detail: '' },
  { kind: 'settingsNotGiven' },
  { kind: 'otherAccount' },
  { kind: 'fieldConflict', parentType: 'contacts', key: 'boughtSum', reason: 'names', fields: found },
  { kind: 'fieldsMissing', detail: '' },
  { kind: 'timeChanged' },
  { kind: 'rights' },
  { kind: 'otherUser' },
  { kind: 'otherTab' },
  { kind: 'unexpected', detail: '' },
]

const conflict = { kind: 'fieldConflict', parentType: 'contacts', key: 'boughtSum' } as const

describe('messages of a run', () => {
  it.each([
    ...reasons.map((reason) => [reason.kind, pauseMessage(texts, reason, 'stored')] as const),
    ...failures.map((failure) => [failure.kind, failureMessage(texts, failure)] as const),
  ])('say for «%s» what happened and what it means, without an empty place', (_, message) => {
    expect(message.what).not.toBe('')
    expect(message.meaning).not.toBe('')
    expect(`${message.what}${message.meaning}${message.next}`).not.toMatch(/[{}]/)
  })

  it('of a list that did not come whole name the list, what is wrong with it, and what to do', () => {
    const messages = listNames.flatMap((list) =>
      contradictions.map((contradiction) =>
        pauseMessage(texts, { kind: 'notWhole', list, contradiction }, 'stored'),
      ),
    )
    expect(new Set(messages.map(({ what }) => what)).size).toBe(listNames.length * contradictions.length)
    expect(messages[0]).toEqual({
      what: 'Список сделок пришёл не целиком: страница, которую обещала CRM, не приходит',
      meaning:
        'По неполному списку ничего не записано: цифры были бы неверны. Записи, которые уже были, не заменены.',
      next: 'Подождите несколько минут и нажмите «Продолжить»: список прочитается снова с последнего проверенного места. Если повторится, напишите в поддержку CRM.',
    })
  })

  it('of a list that fell tell both numbers', () => {
    const what = (source: 'leads' | 'customers' | 'contacts' | 'companies', before: number) =>
      pauseMessage(texts, { kind: 'listFall', source, before, now: 0 }, 'stored').what
    expect(what('leads', 512)).toBe(
      'В прошлый раз: 512 сделок, сейчас: 0, а CRM не сообщала, что остальные удалены',
    )
    expect(what('customers', 101)).toContain('101 покупатель,')
    expect(what('contacts', 62)).toContain('62 контакта,')
    expect(what('companies', 45)).toContain('45 компаний,')
  })

  it('name the hour at which another computer wrote', () => {
    expect(otherComputer && pauseMessage(texts, otherComputer, 'stored').what).toBe(
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
    const fields = found.map((field) => ({ ...field, name: '\u202eйажорп', group: '\u202eаппург' }))
    expect(failureMessage(texts, { ...conflict, reason: 'names', fields }).what).toContain(
      '«\u2068\u202eйажорп\u2069» в группе «\u2068\u202eаппург\u2069»',
    )
  })

  it('tell fields that look alike apart by number, group and type, and say what to do', () => {
    const { what, meaning, next } = failureMessage(texts, { ...conflict, reason: 'names', fields: found })
    expect(what).toBe(
      'Поле «*Продажи, руб.» (Контакты): найдены 2 похожих поля: № 501 «*Продажи, руб.» в группе «Основное» (число), № 1733 «Б» (дата и время)',
    )
    expect(meaning).toBe('Ничего не записано.')
    expect(next).toBe('Переименуйте или удалите лишнее и повторите.')
    for (const reason of ['codes', 'type', 'renamed'] as const)
      expect(failureMessage(texts, { ...conflict, reason, fields: found }).what).toContain('№ 501')
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
