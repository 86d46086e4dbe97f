import type { Contribution, Explanation, Rejection } from '../../widget/calc/explanation'
import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import type { Figures } from '../../widget/records/figures'

/** A won deal of 250 000; the partial overrides any key. */
export const aContribution = (partial: Partial<Contribution> = {}): Contribution => ({
  source: 'lead',
  id: 5001,
  name: 'Сайт под ключ',
  pipelineId: 10,
  stageId: 142,
  date: 1_602_600_000 as UnixSeconds,
  dateOf: 'closing',
  stageClass: 'bought',
  count: 1,
  amount: 25_000_000 as MinorUnits,
  wholeAmount: 25_000_000 as MinorUnits,
  via: 'own',
  ...partial,
})

/** A deal of 70 000 whose stage no section counts; the partial overrides any key. */
export const aRejection = (partial: Partial<Rejection> = {}): Rejection => ({
  source: 'lead',
  id: 5101,
  name: 'Поддержка',
  pipelineId: 10,
  stageId: 22,
  date: 1_602_600_000 as UnixSeconds,
  dateOf: 'closing',
  amount: 7_000_000 as MinorUnits,
  reason: 'stageNotChosen',
  ...partial,
})

export const someFigures = (partial: Partial<Figures> = {}): Figures => ({
  boughtCount: 2,
  boughtSum: 50_000_000 as MinorUnits,
  averageCheck: 25_000_000 as MinorUnits,
  inWorkCount: 1,
  inWorkSum: 5_500_000 as MinorUnits,
  refusedCount: 0,
  refusedSum: 0 as MinorUnits,
  ...partial,
})

/** The deals under `someFigures`, and two that are left out. */
export const someExplanation = (partial: Partial<Explanation> = {}): Explanation => ({
  parent: { type: 'companies', id: 1001 },
  figures: someFigures(),
  contributions: [
    aContribution(),
    aContribution({ id: 5002, name: 'Второй этап', amount: 25_000_000 as MinorUnits, via: 'contact' }),
    aContribution({
      id: 5003,
      name: 'Реклама',
      stageId: 21,
      stageClass: 'inWork',
      amount: 5_500_000 as MinorUnits,
      wholeAmount: 11_000_000 as MinorUnits,
    }),
  ],
  rejections: [aRejection(), aRejection({ id: 5102, name: 'Пробная', reason: 'otherMainContact' })],
  ...partial,
})
