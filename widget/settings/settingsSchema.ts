import * as v from 'valibot'
import { fieldKeys } from '../records/fieldKeys'
import { parentTypes } from '../records/parents'
import { defaultSettings } from './defaultSettings'

const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1))
const flag = (fallback: boolean) => v.optional(v.boolean(), fallback)
const choice = <const Words extends readonly string[]>(words: Words, fallback: Words[number]) =>
  v.optional(v.picklist(words), fallback)

const idKey = v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/))
const stages = v.optional(v.record(idKey, v.array(id)), {})
const fieldIds = v.optional(v.partial(v.object(v.entriesFromList(fieldKeys, id))), {})
const { buyers } = defaultSettings

/**
 * Settings of version 1 as they may stand in the text: absent keys get their defaults, unknown keys are dropped. An empty array passes for
 * an empty object everywhere, because a server that keeps JSON in PHP gives it back so.
 */
export const settingsSchema = v.object({
  v: v.literal(1),
  account: v.nullish(id),
  entities: v.optional(v.array(v.picklist(parentTypes)), [...defaultSettings.entities]),
  inWork: v.optional(v.object({ open: flag(defaultSettings.inWork.open), stages }), {}),
  bought: v.optional(v.object({ won: flag(defaultSettings.bought.won), stages }), {}),
  refused: v.optional(v.object({ lost: flag(defaultSettings.refused.lost), stages }), {}),
  buyers: v.optional(
    v.object({
      upcoming: flag(buyers.upcoming),
      notBought: flag(buyers.notBought),
      purchases: flag(buyers.purchases),
      closed: flag(buyers.closed),
    }),
    {},
  ),
  contacts: choice(['all', 'main', 'split'], defaultSettings.contacts),
  companies: choice(['own', 'withContacts'], defaultSettings.companies),
  write: choice(['always', 'changed'], defaultSettings.write),
  empty: choice(['zero', 'clear'], defaultSettings.empty),
  zeroBudget: choice(['count', 'skip'], defaultSettings.zeroBudget),
  averageDigits: v.optional(v.picklist([0, 1, 2]), defaultSettings.averageDigits),
  rate: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), defaultSettings.rate),
  cardRefresh: choice(['write', 'show', 'off'], defaultSettings.cardRefresh),
  preview: choice(['ask', 'skip'], defaultSettings.preview),
  saleDateField: v.optional(v.nullable(id), defaultSettings.saleDateField),
  fields: v.optional(v.object({ contacts: fieldIds, companies: fieldIds }), {}),
})
