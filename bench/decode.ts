/**
 * Decoding and folding of pages against `JSON.parse` of the same text: 4,000 pages of 250 deals and 400 of 250 contacts with all eight
 * values, as the local CRM serves them; median of 5. `npx tsx bench/decode.ts` prints one JSON object; exits with 1 above a limit.
 */
import { fileURLToPath } from 'node:url'
import { createApp } from '../host/createApp'
import { createLargeAccount } from '../host/seeds/createLargeAccount'
import { decodeLead } from '../widget/api/decodeLead'
import { decodePage } from '../widget/api/decodePage'
import { createParentDecoder } from '../widget/api/decodeParent'
import { createLeadColumnsBuilder } from '../widget/records/createLeadColumnsBuilder'
import { createParentColumnsBuilder } from '../widget/records/createParentColumnsBuilder'
import { createParentIndex } from '../widget/records/createParentIndex'
import type { Lead } from '../widget/records/lead'
import type { ParentCard } from '../widget/records/parentCard'
import { fieldKeys } from '../widget/records/fieldKeys'
import type { FieldIds } from '../widget/records/parentWrite'
import { median } from './median'

const sizes = { leads: 1_000_000, contacts: 100_000, companies: 30_000, customers: 1, seed: 1 }
/** Limits as multiples of the time of `JSON.parse`. */
const limits = { decode: 1, decodeAndFold: 2 }
/** Pages kept as text at a time: 4,000 of them would be a gigabyte. */
const portion = 100
const repeats = 5

const fields: FieldIds = Object.fromEntries(fieldKeys.map((key, place) => [key, 1_700_001 + place]))

interface Times {
  parse: number
  decode: number
  fold: number
}

/** Times in milliseconds and ratios to `JSON.parse`. */
export const runDecodeBenchmark = async () => {
  const leads = await measure<Lead>('leads', 'with=contacts', decodeLead, () => {
    const builder = createLeadColumnsBuilder(createParentIndex(), createParentIndex())
    return (lead) => builder.append(lead)
  })
  const contacts = await measure<ParentCard>('contacts', '', createParentDecoder('contacts', fields), () => {
    const builder = createParentColumnsBuilder(createParentIndex())
    return (card) => builder.append(card)
  })
  return { leads, contacts, limits }
}

async function measure<T>(
  list: 'leads' | 'contacts',
  query: string,
  decode: (wire: unknown) => T,
  createFold: () => (record: T) => unknown,
) {
  const serve = createServer(list, query)
  const pages = sizes[list] / 250
  const runs: Times[] = Array.from({ length: repeats }, () => ({ parse: 0, decode: 0, fold: 0 }))
  const folds = runs.map(createFold)
  for (let first = 1; first <= pages; first += portion) {
    const served = await Promise.all(Array.from({ length: portion }, (_, place) => serve(first + place)))
    // The last pages are short of the deals in the trash.
    const texts = served.filter((text) => text !== '')
    for (const [row, times] of runs.entries()) {
      const fold = folds[row] ?? createFold()
      for (const text of texts) {
        const start = performance.now()
        const body: unknown = JSON.parse(text)
        const parsed = performance.now()
        const { records } = decodePage(body, list, decode)
        const decoded = performance.now()
        for (const record of records) fold(record)
        times.parse += parsed - start
        times.decode += decoded - parsed
        times.fold += performance.now() - decoded
      }
    }
  }
  const parseMs = median(runs.map((times) => times.parse))
  return {
    pages,
    parseMs,
    decodeMs: median(runs.map((times) => times.decode)),
    foldMs: median(runs.map((times) => times.fold)),
    ratios: {
      decode: median(runs.map((times) => times.decode / times.parse)),
      decodeAndFold: median(runs.map((times) => (times.decode + times.fold) / times.parse)),
    },
  }
}

/** Pages as text; contacts get a value in every field. */
function createServer(list: string, query: string): (page: number) => Promise<string> {
  const { file, sources } = createLargeAccount(sizes)
  const { app } = createApp({ account: file, sources, rate: 1_000_000 })
  const headers = { Authorization: 'Bearer local-token' }
  return async (page) => {
    const address = `http://demo.amocrm.test/api/v4/${list}?${query}&order[id]=asc&limit=250&page=${page}`
    const answer = await app.request(address, { headers })
    return list === 'leads' ? answer.text() : JSON.stringify(withValues(await answer.json()))
  }
}

function withValues(page: unknown): unknown {
  const { _embedded, ...rest } = page as { _embedded: { contacts: Record<string, unknown>[] } }
  const values = fieldKeys.map((key) => ({
    field_id: fields[key],
    field_name: key,
    field_code: key,
    field_type: key === 'actualAt' ? 'date_time' : 'numeric',
    values: [{ value: key === 'actualAt' ? 1_750_000_000 : '1234.5' }],
  }))
  const contacts = _embedded.contacts.map((contact) => ({ ...contact, custom_fields_values: values }))
  return { ...rest, _embedded: { contacts } }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await runDecodeBenchmark()
  console.log(JSON.stringify(result, null, 2))
  const ratios = [result.leads.ratios, result.contacts.ratios]
  const isBelow = ratios.every(
    ({ decode, decodeAndFold }) => decode <= limits.decode && decodeAndFold <= limits.decodeAndFold,
  )
  process.exitCode = isBelow ? 0 : 1
}
