import {
  createSettingsFormModel,
  type SettingsFormModel,
  type SettingsFormOptions,
} from '../../widget/state/createSettingsFormModel'
import { aPipeline, aStage } from '../builders/aPipeline'
import { someSettings } from '../builders/someSettings'

/** Two pipelines of two ordinary stages each, the second one archived. */
export const twoPipelines = () => [
  aPipeline({ id: 10, name: 'Продажи' }),
  aPipeline({
    id: 30,
    name: 'Старая воронка',
    isArchive: true,
    stages: [
      aStage({ id: 41, pipelineId: 30, name: 'Замер', color: '#ffcc66' }),
      aStage({ id: 142, pipelineId: 30, name: 'Успешно реализовано', color: '#CCFF66' }),
      aStage({ id: 143, pipelineId: 30, name: 'Закрыто и не реализовано', color: '#D5D8DB' }),
    ],
  }),
]

/** The settings form over saved defaults and two pipelines; the partial overrides any option. */
export const aSettingsForm = (partial: Partial<SettingsFormOptions> = {}): SettingsFormModel =>
  createSettingsFormModel({
    settings: someSettings(),
    issues: [],
    isSaved: true,
    pipelines: twoPipelines(),
    customersMode: 'periodicity',
    findBuyersRefusal: async () => null,
    dateFields: [{ id: 901, name: 'Дата оплаты' }],
    typesWithFields: [],
    isGroupMissing: false,
    isRunOn: false,
    actions: {},
    ...partial,
  })
