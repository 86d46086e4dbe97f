import type { FilePipeline } from '../../account/accountFile'

export const ordinaryPipelineIds: readonly number[] = [7_200_001, 7_200_002, 7_200_003, 7_200_004]
export const archivedPipelineId = 7_200_005
export const largeUnsortedId = 62_000_010
const stageNames = ['Новая заявка', 'Квалификация', 'Предложение', 'Согласование', 'Оплата']
const stageColors = ['#99ccff', '#ffff99', '#ffcc66', '#ffcccc', '#87f2c0']

/** Ids of the ordinary stages of a pipeline. */
export function largeStageIds(pipelineId: number): readonly number[] {
  return stageNames.map((_, index) => 62_000_000 + (pipelineId % 100) * 100 + index + 1)
}

/** Not seen by the user with limited rights. */
export const largeHiddenStage = { pipelineId: 7_200_001, stageId: 62_000_104 }

/** Four pipelines in use and an archived one; the first has a stage of unsorted requests. */
export function createLargePipelines(): FilePipeline[] {
  return [...ordinaryPipelineIds, archivedPipelineId].map((id, place) => {
    const isFirst = place === 0
    const stage = (stageId: number, name: string, sort: number, color: string, type = 0) => ({
      id: stageId,
      name,
      sort,
      color,
      type,
      pipeline_id: id,
      is_editable: type === 0 && stageId > 1000,
    })
    return {
      id,
      name: id === archivedPipelineId ? 'Старая воронка' : `Направление ${place + 1}`,
      sort: place + 1,
      is_main: isFirst,
      is_unsorted_on: isFirst,
      is_archive: id === archivedPipelineId,
      _embedded: {
        statuses: [
          ...(isFirst ? [stage(largeUnsortedId, 'Неразобранное', 10, '#c1c1c1', 1)] : []),
          ...largeStageIds(id).map((stageId, index) =>
            stage(stageId, stageNames[index] ?? '', 20 + index * 10, stageColors[index] ?? ''),
          ),
          stage(142, 'Успешно реализовано', 10_000, '#CCFF66'),
          stage(143, 'Закрыто и не реализовано', 11_000, '#D5D8DB'),
        ],
      },
    }
  })
}
