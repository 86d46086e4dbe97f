/**
 * Takes the pictures of the tour from the built archive in the local CRM: `node tools/tourImages.mjs`. Three for each language: the list with the
 * eight columns, an open card, the preview of a run.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inEnglish } from './inEnglish.mjs'
import { openBrowser } from './openBrowser.mjs'
import { runHost } from './runHost.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const port = 20_000 + (process.pid % 10_000)
const base = `http://127.0.0.1:${port}`
const size = { width: 1188, height: 616 }
const words = {
  ru: {
    more: 'Еще',
    item: /Заполнение полей/,
    start: 'Начать',
    write: 'Записать',
    done: 'Готово',
    tab: '*Аналитика продаж',
    sum: '*Продажи, руб.',
    explain: 'Почему такие числа',
  },
  en: {
    more: 'More',
    item: /Fill the fields/,
    start: 'Start',
    write: 'Write',
    done: 'Done',
    tab: '*Sales analytics',
    sum: '*Sales, RUB',
    explain: 'Why these numbers',
  },
}

const host = runHost(
  ['--port', String(port), '--now', '2026-11-20T12:00:00+03:00', '--columns', 'auto'],
  'ignore',
)
const browser = await openBrowser()
try {
  await waitForHost()
  const demo = await readAccount()
  for (const language of ['ru', 'en']) {
    await writeAccount(language === 'en' ? inEnglish(demo) : demo)
    await takePictures(language)
  }
} finally {
  await browser.close()
  host.kill()
}

async function takePictures(language) {
  const page = await browser.newPage({ viewport: size })
  // Only what hangs ends.
  page.setDefaultTimeout(180_000)
  const save = (number) => page.screenshot({ path: join(root, `images/tour_${number}_${language}.png`) })
  const text = words[language]
  await page.goto(`${base}/contacts/list/companies/`)
  await page.getByTitle(text.more).first().click()
  await page.getByRole('menuitem', { name: text.item }).click()
  await page.getByRole('button', { name: text.start, exact: true }).click()
  const write = page.getByRole('button', { name: text.write, exact: true })
  await write.waitFor()
  await save(3)
  await write.click()
  await page.getByText(text.done, { exact: true }).first().waitFor()
  const { custom_fields: fields } = await readAccount('custom_fields')
  const sum = fields.companies.find((field) => field.code === 'SALES_ANALYTICS_BOUGHT_SUM')
  await page.goto(`${base}/contacts/list/companies/?order[cf:${sum.id}]=desc`)
  await page.getByText('0').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await save(1)
  const { companies } = await readAccount('companies')
  await page.goto(`${base}/companies/detail/${companies[0].id}`)
  await page.getByText(text.tab).first().click()
  await page.getByText(text.explain).click()
  await save(2)
  await page.close()
}

async function readAccount(only) {
  const answer = await fetch(`${base}/__host/account${only ? `?only=${only}` : ''}`)
  return answer.json()
}

async function writeAccount(account) {
  const answer = await fetch(`${base}/__host/account`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  if (!answer.ok) throw new Error(`The local CRM refused the account: ${await answer.text()}`)
}

async function waitForHost() {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(`${base}/__host/requests`)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  throw new Error('The local CRM did not start')
}
