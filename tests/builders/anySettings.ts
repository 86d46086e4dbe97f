import * as fc from 'fast-check'
import { fieldKeys } from '../../widget/records/fieldKeys'
import type { Settings } from '../../widget/settings/settings'

const id = fc.integer({ min: 1, max: 2 ** 32 - 1 })
const fieldIds = fc.record(Object.fromEntries(fieldKeys.map((key) => [key, id])), {
  requiredKeys: [],
  noNullPrototype: true,
})
/** Every valid settings object: each stage goes to one of the sections. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    entities: fc.constantFrom(
      ['contacts'],
      ['companies'],
      ['contacts', 'companies'],
      ['companies', 'contacts'],
    ),
    placed: fc.uniqueArray(fc.tuple(id, id, fc.constantFrom('inWork', 'bought', 'refused')), {
      maxLength: 8,
      selector: ([pipelineId, stageId]) => `${pipelineId}.${stageId}`,
    }),
    switches: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    buyers: fc.record(
      {
        upcoming: fc.boolean(),
        notBought: fc.boolean(),
        purchases: fc.boolean(),
        closed: fc.boolean(),
      },
      { noNullPrototype: true },
    ),
    rest: fc.record({
      contacts: fc.constantFrom('all', 'main', 'split'),
      companies: fc.constantFrom('own', 'withContacts'),
      write: fc.constantFrom('always', 'changed'),
      empty: fc.constantFrom('zero', 'clear'),
      zeroBudget: fc.constantFrom('count', 'skip'),
      averageDigits: fc.constantFrom(0, 1, 2),
      rate: fc.integer({ min: 1, max: 50 }),
      cardRefresh: fc.constantFrom('write', 'show', 'off'),
      preview: fc.constantFrom('ask', 'skip'),
      saleDateField: fc.option(id),
    }),
    fields: fc.record({ contacts: fieldIds, companies: fieldIds }, { noNullPrototype: true }),
    account: fc.option(id),
  })
  .map(({ entities, placed, switches: [open, won, lost], buyers, rest, fields, account }) => {
    const stagesOf = (section: string): Record<number, number[]> => {
      const stages: Record<number, number[]> = {}
      for (const [pipelineId, stageId, at] of placed)
        if (at === section) stages[pipelineId] = [...(stages[pipelineId] ?? []), stageId]
      return stages
    }
    return {
      v: 1,
      ...(account === null ? {} : { account }),
      entities,
      inWork: { open, stages: stagesOf('inWork') },
      bought: { won, stages: stagesOf('bought') },
      refused: { lost, stages: stagesOf('refused') },
      buyers,
      ...rest,
      fields,
    }
  })
