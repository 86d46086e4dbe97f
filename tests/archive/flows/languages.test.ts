import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { aBusyAccount, adminId } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'

interface Words {
  readonly more: string
  readonly item: RegExp
  readonly begin: string
  readonly preview: RegExp
  readonly write: string
  readonly report: string
  readonly close: string
  readonly checked: string
  readonly explain: string
  readonly settings: string
  readonly integrations: string
  readonly widget: RegExp
  readonly form: RegExp
  readonly picker: RegExp
  readonly advanced: RegExp
}

const russian: Words = {
  more: 'Еще',
  item: /Заполнение полей$/,
  begin: 'Начать',
  preview: /^Что записать\?$/,
  write: 'Записать',
  report: 'Длительность',
  close: 'Закрыть',
  checked: 'проверено только что',
  explain: 'Почему такие числа',
  settings: 'Настройки',
  integrations: 'Интеграции',
  widget: /Аналитика продаж/,
  form: /^1\) Для каких сущностей вычислять\?$/,
  picker: /^2\.1\)/,
  advanced: /^5\) Дополнительно/,
}

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('every screen', () => {
  test('of an English user is in English', async () => {
    await crm.reset(inEnglish())
    const said = await walk(englishWords)
    expect(said.filter((line) => /[а-яё]/i.test(line))).toEqual([])
    expect(said.length).toBeGreaterThan(80)
  })

  test('makes the fields in the account’s language, whatever language the admin has', async () => {
    const users = [{ id: adminId, name: 'Ann Admin', lang: 'en', rights: { is_admin: true } }]
    const account = aBusyAccount(sizes)
    await crm.reset({ ...account, users, account: { ...account.account, language: 'ru' } })
    await walk(englishWords)
    const fields = Object.values((await crm.account()).custom_fields ?? {}).flat()
    const own = fields.map(({ name = '' }) => name).filter((name) => name.startsWith('*'))
    expect(own).toHaveLength(16)
    expect(own.filter((name) => !/^\*[А-Я]/.test(name))).toEqual([])
  })

  test('of a Russian user is in Russian', async () => {
    await crm.reset(aBusyAccount(sizes))
    const said = await walk(russian)
    // Two English words in a row are a sentence that was forgotten; an address of support is none.
    expect(said.filter((line) => /\b[a-z]{2,} [a-z]{2,}\b/i.test(line.replace(/https?:\S+/g, '')))).toEqual(
      [],
    )
    expect(said.length).toBeGreaterThan(80)
  })
})

const sizes = { contacts: 8, companies: 4, leads: 60, customers: 4 }

const englishWords: Words = {
  more: 'More',
  item: /Fill the fields$/,
  begin: 'Start',
  preview: /^What should be written\?$/,
  write: 'Write',
  report: 'Duration',
  close: 'Close',
  checked: 'checked just now',
  explain: 'Why these numbers',
  settings: 'Settings',
  integrations: 'Integrations',
  widget: /Sales/,
  form: /^1\)/,
  picker: /^2\.1\)/,
  advanced: /^5\)/,
}

/** Goes through all screens of the widget and gives every line that stood on them. */
const walk = async (words: Words): Promise<string[]> => {
  const said: string[] = []
  const page = await crm.open('/contacts/list/contacts/')
  const read = async (): Promise<void> => {
    said.push(...(await linesOf(page)))
  }
  await page.getByRole('button', { name: words.more }).first().click()
  await read()
  await page.getByRole('menuitem', { name: words.item }).click()
  const window = page.getByRole('region', { name: words.item })
  await window.getByRole('button', { name: words.begin }).waitFor()
  await read()
  await window.getByRole('button', { name: words.begin }).click()
  await window.getByRole('group', { name: words.preview }).waitFor()
  await read()
  await window.getByRole('button', { name: words.write, exact: true }).click()
  await window.getByText(words.report).waitFor()
  await read()
  await window.getByRole('button', { name: words.close }).click()
  await page.getByRole('link', { name: /^(Контакт|Contact) 1$/ }).click()
  await page.getByText(words.checked).waitFor()
  await page.getByRole('button', { name: words.explain }).click()
  await read()
  await page.getByRole('link', { name: words.settings, exact: true }).click()
  await page.getByRole('link', { name: words.integrations }).click()
  await page.getByRole('button', { name: words.widget }).click()
  await page.getByText(words.form).waitFor()
  await page.getByRole('button', { name: words.advanced }).click()
  await page.getByRole('button', { name: words.picker }).click()
  await read()
  return said
}

/** Texts, titles and labels of everything that is ours, and what our fields are called. */
const linesOf = async (page: Page): Promise<string[]> => {
  const fields = Object.values((await crm.account()).custom_fields ?? {}).flat()
  const shown = await page
    .locator('[class*="sales-analytics"]')
    .evaluateAll((all) =>
      all.flatMap((one) => [
        ...[...one.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent ?? ''),
        ...['title', 'aria-label', 'placeholder', 'aria-description'].map(
          (name) => one.getAttribute(name) ?? '',
        ),
      ]),
    )
  const own = fields.map(({ name = '' }) => name).filter((name) => name.startsWith('*'))
  return [...new Set([...shown, ...own].map((line) => line.trim()).filter((line) => line !== ''))]
}

/** The same account in English, with an English admin. */
const inEnglish = (): AccountFile => {
  const text = JSON.stringify(aBusyAccount(sizes))
  const names: Readonly<Record<string, string>> = {
    Контакт: 'Contact',
    Компания: 'Company',
    Сделка: 'Deal',
    Покупатель: 'Buyer',
    'Этап покупателя': 'Buyer stage',
    Продажи: 'Sales',
    Сервис: 'Service',
    'Старая воронка': 'Old pipeline',
    Неразобранное: 'Incoming',
    Переговоры: 'Talks',
    Договор: 'Contract',
    'Первый этап': 'First stage',
    'Второй этап': 'Second stage',
    'Успешно реализовано': 'Closed won',
    'Закрыто и не реализовано': 'Closed lost',
  }
  const english = Object.entries(names).reduce(
    (whole, [from, to]) => whole.replaceAll(`"${from}`, `"${to}`),
    text,
  )
  const file = JSON.parse(english) as AccountFile
  return {
    ...file,
    account: { ...file.account, language: 'en' },
    users: [
      {
        id: adminId,
        name: 'Ann Admin',
        lang: 'en',
        rights: { is_admin: true },
      },
    ],
  }
}
