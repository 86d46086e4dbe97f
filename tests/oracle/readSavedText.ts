import type { PartialSettings, PlainEntity } from './plainSettings'

type Ids = readonly number[]

const fieldNames = [
  'boughtCount',
  'boughtSum',
  'averageCheck',
  'inWorkCount',
  'inWorkSum',
  'refusedCount',
  'refusedSum',
  'actualAt',
]

/** Settings from the text that the widget saves: JSON with keys of its first releases, or the list of numbers since (version 1). */
export function readSavedText(text: string): PartialSettings {
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? readList(value as unknown as List) : (value as PartialSettings)
}

type List = readonly [
  v: number,
  account: number,
  entities: Ids,
  open: number,
  inWork: readonly Ids[],
  won: number,
  bought: readonly Ids[],
  lost: number,
  refused: readonly Ids[],
  buyers: Ids,
  contacts: 0 | 1 | 2,
  companies: 0 | 1,
  write: 0 | 1,
  ofCards: readonly [empty: 0 | 1, zeroBudget: 0 | 1],
  averageDigits: number,
  rate: number,
  ofPages: Ids,
  saleDateField: number,
  fields: readonly [Ids, Ids],
]

function readList(list: List): PartialSettings {
  const [v, , entities, open, inWork, won, bought, lost, refused, buyers, contacts, companies] = list
  const [write, [empty, zeroBudget], averageDigits] = [list[12], list[13], list[14]]
  const [ofContacts, ofCompanies] = list[18]
  return {
    v,
    entities: entities.map((place): PlainEntity => (place === 0 ? 'contacts' : 'companies')),
    inWork: { open: open === 1, stages: stagesOf(inWork) },
    bought: { won: won === 1, stages: stagesOf(bought) },
    refused: { lost: lost === 1, stages: stagesOf(refused) },
    buyers: {
      upcoming: buyers[0] === 1,
      notBought: buyers[1] === 1,
      purchases: buyers[2] === 1,
      closed: buyers[3] === 1,
    },
    contacts: (['all', 'main', 'split'] as const)[contacts],
    companies: (['own', 'withContacts'] as const)[companies],
    write: (['always', 'changed'] as const)[write],
    empty: (['zero', 'clear'] as const)[empty],
    zeroBudget: (['count', 'skip'] as const)[zeroBudget],
    averageDigits,
    saleDateField: list[17] === 0 ? null : list[17],
    fields: { contacts: fieldsOf(ofContacts), companies: fieldsOf(ofCompanies) },
  }
}

const stagesOf = (rows: readonly Ids[]): Record<string, Ids> =>
  Object.fromEntries(rows.map(([pipelineId, ...stageIds]) => [String(pipelineId), stageIds]))

const fieldsOf = (ids: Ids): Record<string, number> =>
  Object.fromEntries(fieldNames.flatMap((name, place) => (ids[place] ? [[name, ids[place]]] : [])))
