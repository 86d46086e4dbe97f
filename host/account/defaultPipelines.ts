import type { FilePipeline } from './accountFile'
import type { Given } from './wire'
import type { WireCustomerStatus, WirePipeline, WireStage } from './wireAccount'

/** Stage «Успешно реализовано», the same id in every pipeline. */
export const WON_STAGE = 142
/** Stage «Закрыто и не реализовано», the same id in every pipeline. */
export const LOST_STAGE = 143

const COLORS = ['#99ccff', '#ffff99', '#ffcc66', '#ffcccc', '#ccccff', '#eb93ff', '#87f2c0', '#fffd7f']

/** Pipelines that hold every (pipeline, stage) pair of the leads; with no leads one pipeline of three stages. */
export function createPipelinesFor(pairs: Iterable<{ pipelineId: number; stageId: number }>): FilePipeline[] {
  const stages = new Map<number, Set<number>>()
  for (const { pipelineId, stageId } of pairs) {
    const known = stages.get(pipelineId) ?? new Set<number>()
    known.add(stageId)
    stages.set(pipelineId, known)
  }
  if (stages.size === 0) stages.set(7_100_001, new Set([60_000_011, 60_000_012, 60_000_013]))
  let unsortedId = Math.max(69_999_999, ...[...stages.values()].flatMap((ids) => [...ids]))
  return [...stages]
    .sort(([one], [other]) => one - other)
    .map(([id, stageIds], index) => ({
      id,
      name: index === 0 ? 'Воронка' : `Воронка ${index + 1}`,
      sort: index + 1,
      is_main: index === 0,
      _embedded: {
        statuses: [
          { id: ++unsortedId, type: 1 },
          ...[...stageIds]
            .filter((stageId) => stageId !== WON_STAGE && stageId !== LOST_STAGE)
            .sort((one, other) => one - other)
            .map((stageId, place) => ({ id: stageId, name: `Этап ${place + 1}` })),
          { id: WON_STAGE },
          { id: LOST_STAGE },
        ],
      },
    }))
}

/** Completes a pipeline and its stages; without any stages it gets the two final ones. */
export function fillPipeline(pipeline: FilePipeline, index: number, accountId: number): WirePipeline {
  const statuses = pipeline._embedded?.statuses ?? [{ id: WON_STAGE }, { id: LOST_STAGE }]
  return {
    name: `Воронка ${pipeline.id}`,
    sort: index + 1,
    is_main: index === 0,
    is_unsorted_on: statuses.some((stage) => stage.type === 1),
    is_archive: false,
    account_id: accountId,
    ...pipeline,
    _embedded: { statuses: statuses.map((stage, place) => fillStage(stage, place, pipeline.id, accountId)) },
  }
}

/** The five system stages of buyers. */
export function createCustomerStatuses(): Given<WireCustomerStatus, 'id'>[] {
  return [
    { id: 47_000_001, name: 'Недавно купили', sort: 0, is_default: true, color: '#ccff66', type: 4 },
    { id: 47_000_003, name: 'Скоро покупка', sort: 1, color: '#fffeb2', type: 0 },
    { id: 47_000_004, name: 'Ожидается покупка', sort: 2, is_default: true, color: '#99ccff', type: 1 },
    { id: 47_000_005, name: 'Не купили', sort: 3, is_default: true, color: '#fd5598', type: 2 },
    { id: 47_000_006, name: 'Закрытые', sort: 4, is_default: true, color: '#d5d8db', type: 3 },
  ]
}

/** Completes a stage of buyers. */
export function fillCustomerStatus(
  status: Given<WireCustomerStatus, 'id'>,
  index: number,
  accountId: number,
): WireCustomerStatus {
  return {
    name: `Этап ${status.id}`,
    sort: index,
    is_default: false,
    conditions: [],
    color: '#fffeb2',
    type: 0,
    account_id: accountId,
    ...status,
  }
}

function fillStage(
  stage: Given<WireStage, 'id'>,
  place: number,
  pipelineId: number,
  accountId: number,
): WireStage {
  return { ...stageDefaults(stage, place), pipeline_id: pipelineId, account_id: accountId, ...stage }
}

function stageDefaults(
  stage: Given<WireStage, 'id'>,
  place: number,
): Pick<WireStage, 'name' | 'sort' | 'is_editable' | 'color' | 'type'> {
  if (stage.id === WON_STAGE)
    return { name: 'Успешно реализовано', sort: 10_000, is_editable: false, color: '#CCFF66', type: 0 }
  if (stage.id === LOST_STAGE)
    return { name: 'Закрыто и не реализовано', sort: 11_000, is_editable: false, color: '#D5D8DB', type: 0 }
  if (stage.type === 1)
    return { name: 'Неразобранное', sort: 10, is_editable: false, color: '#c1c1c1', type: 1 }
  const color = COLORS[place % COLORS.length] ?? '#99ccff'
  return { name: `Этап ${stage.id}`, sort: (place + 1) * 10, is_editable: true, color, type: 0 }
}
