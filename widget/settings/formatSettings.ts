import { fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { Settings } from './settings'

/**
 * The settings as the text that the CRM keeps: JSON with the keys in one order, ASCII only, no apostrophe and no backslash (ids,
 * numbers and known words are all there is in it).
 */
export const formatSettings = (settings: Settings): string =>
  JSON.stringify({
    v: settings.v,
    entities: settings.entities,
    inWork: { open: settings.inWork.open, stages: settings.inWork.stages },
    bought: { won: settings.bought.won, stages: settings.bought.stages },
    refused: { lost: settings.refused.lost, stages: settings.refused.stages },
    buyers: {
      upcoming: settings.buyers.upcoming,
      notBought: settings.buyers.notBought,
      purchases: settings.buyers.purchases,
      closed: settings.buyers.closed,
    },
    contacts: settings.contacts,
    companies: settings.companies,
    write: settings.write,
    empty: settings.empty,
    zeroBudget: settings.zeroBudget,
    averageDigits: settings.averageDigits,
    rate: settings.rate,
    cardRefresh: settings.cardRefresh,
    preview: settings.preview,
    saleDateField: settings.saleDateField,
    fields: { contacts: inOrder(settings.fields.contacts), companies: inOrder(settings.fields.companies) },
  } satisfies Settings)

const inOrder = (ids: FieldIds): FieldIds =>
  Object.fromEntries(fieldKeys.flatMap((key) => (ids[key] === undefined ? [] : [[key, ids[key]]])))
