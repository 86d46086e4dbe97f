import type { Rules } from '../../widget/calc/rules'
import type { Settings } from '../../widget/settings/settings'
import { aPipeline, someCustomerStages } from './aPipeline'
import { someSettings } from './someSettings'

/** Rules over `aPipeline()` and `someCustomerStages()` in mode periodicity; settings may be given as a partial. */
export const someRules = (settings: Partial<Settings> = {}, partial: Partial<Rules> = {}): Rules => ({
  settings: someSettings(settings),
  pipelines: [aPipeline()],
  customerStages: someCustomerStages(),
  customersMode: 'periodicity',
  ...partial,
})
