import { fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import { parentTypes } from '../records/parents'
import type { Settings, StageChoice } from './settings'

/**
 * The order of words in the stored form: a word stands there as its place in its list. Lists only ever grow at their ends, since a
 * place that was stored once keeps its meaning for ever.
 */
const wordLists = {
  entities: parentTypes,
  contacts: ['all', 'main', 'split'],
  companies: ['own', 'withContacts'],
  write: ['always', 'changed'],
  empty: ['zero', 'clear'],
  zeroBudget: ['count', 'skip'],
  cardRefresh: ['write', 'show', 'off'],
  preview: ['ask', 'skip'],
} as const

const buyerKeys = ['upcoming', 'notBought', 'purchases', 'closed'] as const

/** So many parts has the form of version 1. */
const partCount = 19

/**
 * Settings as a list of numbers and lists: its JSON has no quote, apostrophe or backslash. The CRM's page puts a saved text through
 * `eval("'" + text + "'")`, sometimes nested in another JSON text, and a quote breaks it there (HOST).
 */
export const packSettings = (settings: Settings): readonly unknown[] => [
  settings.v,
  settings.account ?? 0,
  settings.entities.map((type) => wordLists.entities.indexOf(type)),
  Number(settings.inWork.open),
  packStages(settings.inWork.stages),
  Number(settings.bought.won),
  packStages(settings.bought.stages),
  Number(settings.refused.lost),
  packStages(settings.refused.stages),
  buyerKeys.map((key) => Number(settings.buyers[key])),
  wordLists.contacts.indexOf(settings.contacts),
  wordLists.companies.indexOf(settings.companies),
  wordLists.write.indexOf(settings.write),
  [wordLists.empty.indexOf(settings.empty), wordLists.zeroBudget.indexOf(settings.zeroBudget)],
  settings.averageDigits,
  settings.rate,
  [wordLists.cardRefresh.indexOf(settings.cardRefresh), wordLists.preview.indexOf(settings.preview)],
  settings.saleDateField ?? 0,
  [packFields(settings.fields.contacts), packFields(settings.fields.companies)],
]

/**
 * What stands in a stored list of version 1, under the keys of the settings and not checked yet: a value that means nothing stays as it
 * is, so that the check names it. null = not a list of this form.
 */
export const unpackSettings = (form: readonly unknown[]): Record<string, unknown> | null => {
  if (form.length !== partCount) return null
  const [v, account, entities, open, inWork, won, bought, lost, refused, buyers, contacts, companies] = form
  const [write, ofCards, averageDigits, rate, ofPages, saleDateField, fields] = form.slice(12)
  const pairs = [ofCards, ofPages, fields]
  if (!pairs.every((pair): pair is unknown[] => Array.isArray(pair) && pair.length === 2)) return null
  const [[empty, zeroBudget], [cardRefresh, preview], [contactFields, companyFields]] = pairs as [
    unknown[],
    unknown[],
    unknown[],
  ]
  return {
    v,
    ...(account === 0 ? {} : { account }),
    entities: Array.isArray(entities)
      ? entities.map((place: unknown) => toWord(wordLists.entities, place))
      : entities,
    inWork: { open: toFlag(open), stages: unpackStages(inWork) },
    bought: { won: toFlag(won), stages: unpackStages(bought) },
    refused: { lost: toFlag(lost), stages: unpackStages(refused) },
    buyers: toNamed(buyers, buyerKeys, toFlag),
    contacts: toWord(wordLists.contacts, contacts),
    companies: toWord(wordLists.companies, companies),
    write: toWord(wordLists.write, write),
    empty: toWord(wordLists.empty, empty),
    zeroBudget: toWord(wordLists.zeroBudget, zeroBudget),
    averageDigits,
    rate,
    cardRefresh: toWord(wordLists.cardRefresh, cardRefresh),
    preview: toWord(wordLists.preview, preview),
    saleDateField: saleDateField === 0 ? null : saleDateField,
    fields: { contacts: unpackFields(contactFields), companies: unpackFields(companyFields) },
  }
}

/** `[[pipeline, stage, stage…]…]` */
const packStages = (choice: StageChoice): readonly (readonly number[])[] =>
  Object.entries(choice).map(([pipelineId, ids]: [string, readonly number[]]) => [Number(pipelineId), ...ids])

const unpackStages = (value: unknown): unknown => {
  if (!Array.isArray(value)) return value ?? 0
  if (!value.every((row): row is unknown[] => Array.isArray(row) && row.length > 0)) return 0
  const choice = Object.fromEntries(value.map(([pipelineId, ...ids]) => [String(pipelineId), ids]))
  return Object.keys(choice).length === value.length ? choice : 0
}

/** Ids in the order of the keys; 0 = none known. */
const packFields = (ids: FieldIds): readonly number[] => fieldKeys.map((key) => ids[key] ?? 0)

const unpackFields = (value: unknown): unknown => {
  const named = toNamed(value, fieldKeys, (id) => id)
  if (typeof named !== 'object' || named === null) return named
  return Object.fromEntries(Object.entries(named).filter(([, id]) => id !== 0))
}

const toNamed = (value: unknown, keys: readonly string[], read: (one: unknown) => unknown): unknown =>
  Array.isArray(value) && value.length === keys.length
    ? Object.fromEntries(keys.map((key, place) => [key, read(value[place])]))
    : 0

const toFlag = (value: unknown): unknown => {
  if (value === 1) return true
  return value === 0 ? false : (value ?? '')
}

const toWord = (words: readonly string[], place: unknown): unknown =>
  typeof place === 'number' ? (words[place] ?? place) : 0
