import { describe, expect, it } from 'vitest'
import en from '../../i18n/en.json'
import ru from '../../i18n/ru.json'
import type { UnixSeconds } from '../../widget/records/brands'
import { createTexts } from '../../widget/texts/createTexts'
import { errorText } from '../../widget/texts/errorText'
import { fieldNames } from '../../widget/texts/fieldNames'

const russian = createTexts(ru, 'ru', 'Europe/Moscow', 'RUB')
const english = createTexts(en, 'en', 'Europe/Moscow', 'USD')
/** 15.10.2020 10:34:07 in Moscow. */
const at = 1602747247 as UnixSeconds

describe('createTexts', () => {
  it('fills the places of a text and formats numbers in it', () => {
    expect(russian.text('run.written', { n: 3200, total: 12480 })).toBe('Записано 3\u202f200 из 12\u202f480')
    expect(english.text('run.written', { n: 3200, total: 12480 })).toBe('3,200 of 12,480 written')
  })

  it('shows the key where the loaded language lacks the text', () => {
    expect(createTexts({}, 'ru', 'UTC', 'RUB').text('run.begin')).toBe('run.begin')
    expect(createTexts({}, 'ru', 'UTC', 'RUB').plural('leads', 2)).toBe('leads')
  })

  it('leaves values as they are, whatever stands in them', () => {
    expect(russian.text('run.title', { name: '{n} <b>$&' })).toBe('{n} <b>$&. Заполнение полей')
  })

  it.each([
    [1, '1 сделка'],
    [2, '2 сделки'],
    [5, '5 сделок'],
    [11, '11 сделок'],
    [21, '21 сделка'],
    [12500, '12\u202f500 сделок'],
  ])('counts %i in Russian as %s', (count, words) => {
    expect(russian.plural('leads', count)).toBe(words)
  })

  it.each([
    [1, '1 lead'],
    [2, '2 leads'],
    [0, '0 leads'],
  ])('counts %i in English as %s', (count, words) => {
    expect(english.plural('leads', count)).toBe(words)
  })

  it.each([
    [50_000_000, '500\u202f000\u00a0₽'],
    [30_099, '300,99\u00a0₽'],
    [0, '0\u00a0₽'],
    [-150_050, '-1\u202f500,50\u00a0₽'],
    [99_999_999_999_999, '999\u202f999\u202f999\u202f999,99\u00a0₽'],
  ])('writes %i minor units as %s', (minorUnits, words) => {
    expect(russian.formatMoney(minorUnits)).toBe(words)
  })

  it('writes money of a currency without an ISO code after the number', () => {
    expect(createTexts(ru, 'ru', 'UTC', 'баллы').formatMoney(123_400)).toBe('1\u202f234\u00a0баллы')
    expect(english.formatMoney(123_450)).toBe('$1,234.50')
  })

  it('writes moments in the zone of the account', () => {
    expect(russian.formatDateTime(at)).toBe('15.10.2020 10:34')
    expect(russian.formatDateTimeExact(at)).toBe('15.10.2020 10:34:07')
    expect(russian.formatDate(at)).toBe('15.10.2020')
    expect(russian.formatTime(at)).toBe('10:34')
    expect(createTexts(ru, 'ru', 'Asia/Kamchatka', 'RUB').formatDateTime(at)).toBe('15.10.2020 19:34')
    expect(english.formatDateTime(at)).toBe('15 Oct 2020 10:34')
  })

  it('takes a zone that nobody knows as UTC', () => {
    expect(createTexts(ru, 'ru', 'Mars/Olympus', 'RUB').formatTime(at)).toBe('07:34')
  })

  it.each([
    [0, 'осталось меньше минуты'],
    [44, 'осталось меньше минуты'],
    [60, 'осталось около минуты'],
    [240, 'осталось около 4 минут'],
    [1260, 'осталось около 21 минуты'],
    [3700, 'осталось больше часа'],
    [7300, 'осталось больше 2 часов'],
  ])('words %i seconds left as «%s»', (seconds, words) => {
    expect(russian.formatTimeLeft(seconds)).toBe(words)
  })

  it.each([
    [12.4, '12 с'],
    [252, '4 мин 12 с'],
    [3900, '1 ч 5 мин'],
  ])('writes a span of %d seconds as «%s»', (seconds, words) => {
    expect(russian.formatElapsed(seconds)).toBe(words)
  })

  it('says how long ago something was, but not within the first minute', () => {
    expect(russian.formatAgo(59)).toBeNull()
    expect(russian.formatAgo(130)).toBe('2 минуты назад')
  })
})

describe('errorText', () => {
  it('says what happened, what it means for the data and what to do', () => {
    expect(errorText(russian, { kind: 'payment', detail: 'тариф закончился' }, 'runCutOff')).toEqual({
      what: 'Аккаунт CRM не оплачен: тариф закончился',
      meaning: 'Записанное до ошибки осталось, остальные карточки не изменились.',
      next: 'Оплатить его может администратор аккаунта.',
    })
  })

  it('names no reason where the CRM gave none but the name of a status', () => {
    expect(errorText(russian, { kind: 'refused', detail: ' ' }, 'card').what).toBe('CRM отказала')
    expect(errorText(russian, { kind: 'payment', detail: 'Payment Required' }, 'card').what).toBe(
      'Аккаунт CRM не оплачен',
    )
    expect(errorText(english, { kind: 'forbidden', detail: 'Forbidden' }, 'card').what).not.toContain(':')
  })

  it('names the list that did not come whole, also of a call that is told with its method', () => {
    const request = 'GET /api/v4/contacts/custom_fields?limit=250'
    expect(errorText(russian, { kind: 'notWhole', detail: 'nothingNew', request }, 'card')).toEqual({
      what: 'Список полей пришёл не целиком: снова и снова приходят те же записи',
      meaning: 'Поля карточки не изменились.',
      next: 'Повторите через несколько минут; если ошибка останется, напишите в поддержку CRM.',
    })
    expect(
      errorText(english, { kind: 'notWhole', detail: 'endMissing', request: '/api/v4/events?page=2' }, 'card')
        .what,
    ).toBe('The list of events did not come whole: the last records do not come')
  })

  it('names call and place of an answer that was not understood, in a sentence', () => {
    const malformed = { kind: 'malformed', detail: '', request: 'GET /api/v4/leads' } as const
    expect(errorText(russian, malformed, 'runEnded')).toMatchObject({
      what: 'Ответ CRM не удалось разобрать: GET /api/v4/leads',
      meaning: 'Ничего не записано.',
    })
    expect(errorText(russian, { ...malformed, detail: '_embedded.leads.0' }, 'card').what).toBe(
      'Ответ CRM не удалось разобрать: GET /api/v4/leads, место: _embedded.leads.0',
    )
  })
})

describe('fieldNames', () => {
  it('names the eight fields and the group as the account speaks', () => {
    expect(Object.values(fieldNames('ru', 'RUB').fields)).toEqual([
      '*Продажи, шт.',
      '*Продажи, руб.',
      '*Ср. чек, руб.',
      '*В работе, шт.',
      '*В работе, руб.',
      '*Отказы, шт.',
      '*Отказы, руб.',
      '*Актуально на',
    ])
    expect(fieldNames('ru', 'RUB').group).toBe('*Аналитика продаж')
  })

  it.each([
    ['ru', 'USD', '*Продажи, долл.'],
    ['ru', 'EUR', '*Продажи, евро'],
    ['ru', 'KZT', '*Продажи, тенге'],
    ['ru', 'GEL', '*Продажи, GEL'],
    ['en', 'USD', '*Sales, $'],
    ['en', 'RUB', '*Sales, RUB'],
    ['es', 'EUR', '*Sales, €'],
  ])('follows the currency in %s, %s', (language, currency, name) => {
    expect(fieldNames(language, currency).fields.boughtSum).toBe(name)
  })
})
