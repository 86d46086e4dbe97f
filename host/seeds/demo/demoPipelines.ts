import type { FilePipeline } from '../../account/accountFile'

/** Where deals of one pipeline go: the ordinary stages in order, and the unsorted one where it has one. */
export interface DemoPipeline {
  readonly id: number
  readonly unsortedId: number | null
  readonly stageIds: readonly number[]
}

export const wonStageId = 142
export const lostStageId = 143
/** Hidden from the user with limited rights. */
export const hiddenStage = { pipelineId: 7100001, stageId: 60000015 }

export const salesPipeline: DemoPipeline = {
  id: 7100001,
  unsortedId: 60000010,
  stageIds: [60000011, 60000012, 60000013, 60000014, 60000015, 60000016],
}
export const servicePipeline: DemoPipeline = {
  id: 7100002,
  unsortedId: 60000020,
  stageIds: [60000021, 60000022, 60000023, 60000024],
}
export const renewalPipeline: DemoPipeline = { id: 7100003, unsortedId: null, stageIds: [60000031, 60000032] }

/** The three pipelines in the wire shape. */
export function createDemoPipelines(): FilePipeline[] {
  return [
    pipelineOf(salesPipeline, 'Продажи', [
      ['Первичный контакт', '#99ccff'],
      ['Расчёт стоимости', '#ffff99'],
      ['Предложение отправлено', '#ffcc66'],
      ['Переговоры', '#ffcccc'],
      ['Договор', '#ccc8f9'],
      ['Счёт выставлен', '#87f2c0'],
    ]),
    pipelineOf(servicePipeline, 'Сервис и монтаж', [
      ['Заявка', '#d6eaff'],
      ['Выезд назначен', '#fffd7f'],
      ['Работы идут', '#ffdbdb'],
      ['Акт на подписи', '#deff81'],
    ]),
    pipelineOf(renewalPipeline, 'Продление абонементов', [
      ['Скоро продление', '#c1e0ff'],
      ['Ждём оплату', '#ffce5a'],
    ]),
  ]
}

function pipelineOf(
  { id, unsortedId, stageIds }: DemoPipeline,
  name: string,
  stages: readonly (readonly [name: string, color: string])[],
): FilePipeline {
  const stage = (
    stageId: number,
    stageName: string,
    sort: number,
    color: string,
    isOwn: boolean,
    type = 0,
  ) => ({
    id: stageId,
    name: stageName,
    sort,
    is_editable: isOwn,
    pipeline_id: id,
    color,
    type,
  })
  return {
    id,
    name,
    sort: id - salesPipeline.id + 1,
    is_main: id === salesPipeline.id,
    is_unsorted_on: unsortedId !== null,
    is_archive: false,
    _embedded: {
      statuses: [
        ...(unsortedId === null ? [] : [stage(unsortedId, 'Неразобранное', 10, '#c1c1c1', false, 1)]),
        ...stages.map(([stageName, color], index) =>
          stage(stageIds[index] ?? 0, stageName, 20 + index * 10, color, true),
        ),
        stage(wonStageId, 'Успешно реализовано', 10_000, '#CCFF66', false),
        stage(lostStageId, 'Закрыто и не реализовано', 11_000, '#D5D8DB', false),
      ],
    },
  }
}
