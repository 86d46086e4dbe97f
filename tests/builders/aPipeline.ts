import type { CustomerStage, Pipeline, Stage } from '../../widget/records/pipeline'

/** An ordinary stage 21 of pipeline 10. */
export const aStage = (partial: Partial<Stage> = {}): Stage => ({
  id: 21,
  pipelineId: 10,
  name: 'Переговоры',
  sort: 20,
  color: '#99ccff',
  type: 0,
  ...partial,
})

/** Pipeline 10 with the stages 11 (unsorted), 21, 22, 142 and 143; stages take the given pipeline's id. */
export const aPipeline = (partial: Partial<Pipeline> = {}): Pipeline => {
  const pipelineId = partial.id ?? 10
  return {
    id: pipelineId,
    name: 'Воронка',
    sort: 1,
    isMain: pipelineId === 10,
    isArchive: false,
    stages: [
      aStage({ id: pipelineId + 1, pipelineId, name: 'Неразобранное', sort: 10, color: '#c1c1c1', type: 1 }),
      aStage({ id: pipelineId + 11, pipelineId }),
      aStage({ id: pipelineId + 12, pipelineId, name: 'Договор', sort: 30, color: '#ffff99' }),
      aStage({ id: 142, pipelineId, name: 'Успешно реализовано', sort: 10_000, color: '#CCFF66' }),
      aStage({ id: 143, pipelineId, name: 'Закрыто и не реализовано', sort: 11_000, color: '#D5D8DB' }),
    ],
    ...partial,
  }
}

/** An ordinary stage of buyers. */
export const aCustomerStage = (partial: Partial<CustomerStage> = {}): CustomerStage => ({
  id: 71,
  name: 'Скоро покупка',
  sort: 1,
  isDefault: false,
  color: '#fffeb2',
  type: 0,
  ...partial,
})

/** Stages of buyers as a new account has them: 70 bought recently, 71 ordinary, 72 expected, 73 did not buy, 74 closed. */
export const someCustomerStages = (): readonly CustomerStage[] => [
  aCustomerStage({ id: 70, name: 'Недавно купили', sort: 0, isDefault: true, type: 4 }),
  aCustomerStage(),
  aCustomerStage({ id: 72, name: 'Ожидается покупка', sort: 3, isDefault: true, type: 1 }),
  aCustomerStage({ id: 73, name: 'Не купили', sort: 4, isDefault: true, type: 2 }),
  aCustomerStage({ id: 74, name: 'Закрытые', sort: 5, isDefault: true, type: 3 }),
]
