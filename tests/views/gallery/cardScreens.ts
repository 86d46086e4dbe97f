import type { CardState } from '../../../widget/jobs/cardState'
import type { Milliseconds, MinorUnits, UnixSeconds } from '../../../widget/records/brands'
import { createCardPanelModel } from '../../../widget/state/createCardPanelModel'
import type { Texts } from '../../../widget/texts/createTexts'
import { mountCardPanel } from '../../../widget/views/mountCardPanel'
import { createFakeClock } from '../../api/support/createFakeClock'
import { someCustomerStages } from '../../builders/aPipeline'
import { twoPipelines } from '../aSettingsForm'
import { aShownCard } from '../aShownCard'
import { fakeRefresh } from '../fakeRefresh'
import { aContribution, someExplanation, someFigures } from '../someExplanation'

type Screen = (container: Element, texts: Texts) => void

const checkedAt = 60_000 as Milliseconds
const shown = aShownCard({ actualAt: 1_763_732_040 as UnixSeconds, checkedAt })

const panel =
  (state: CardState, isExplained = false, amount = 25_000_000): Screen =>
  (container, texts) => {
    const explanation = someExplanation({
      contributions: [
        ...someExplanation().contributions,
        aContribution({ id: 5009, amount: amount as MinorUnits, wholeAmount: amount as MinorUnits }),
        aContribution({
          source: 'purchases',
          id: 61,
          name: 'Покупатель с очень длинным именем, которое не помещается в строку',
          pipelineId: null,
          stageId: 70,
          date: null,
          count: 3,
        }),
      ],
    })
    const model = createCardPanelModel({
      refresh: fakeRefresh(state, explanation),
      clock: createFakeClock(undefined, checkedAt + (isExplained ? 130_000 : 5000)),
      pipelines: twoPipelines,
      customerStages: someCustomerStages,
    })
    if (isExplained) model.toggleExplanation()
    const column = container.ownerDocument.createElement('div')
    column.style.width = '275px'
    container.append(column)
    mountCardPanel(column, model, texts)
  }

export const cardScreens: Readonly<Record<string, Screen>> = {
  'card-waiting': panel({ phase: 'waiting' }),
  'card-reading': panel({ phase: 'reading', progress: { read: 12, total: 40 }, known: null }),
  'card-shown': panel(shown),
  'card-explained': panel(shown, true),
  'card-explained-big': panel(shown, true, 9_007_199_254_740_991),
  'card-big': panel({
    ...shown,
    figures: someFigures({
      boughtCount: 1_234,
      boughtSum: 9_007_199_254_740_991 as MinorUnits,
      inWorkSum: 123_456_789_012_345 as MinorUnits,
      averageCheck: null,
    }),
    actualAt: null,
    outcome: 'written',
  }),
  'card-available': panel({ ...shown, isWhole: false, outcome: 'shown' }),
  'card-without-buyers': panel(
    {
      ...shown,
      outcome: 'withoutBuyers',
      withoutBuyers: {
        kind: 'refused',
        status: 402,
        detail: 'Покупатели не входят в ваш тариф',
        request: 'GET /api/v4/customers',
      },
    },
    true,
  ),
  'card-fields': panel({
    ...shown,
    outcome: 'shown',
    missingFields: ['refusedCount', 'refusedSum'],
    restoredFields: ['boughtSum'],
  }),
  'card-no-time': panel({ ...shown, outcome: 'shown', keptBy: 'noTime' }),
  'card-stamp-corrected': panel({ ...shown, outcome: 'written', isStampCorrected: true }),
  'card-unclear-field': panel({
    ...shown,
    outcome: 'shown',
    keptBy: 'unclear',
    unclearField: 'boughtSum',
    actualAt: null,
  }),
  'card-too-many': panel({
    phase: 'tooMany',
    leads: 180,
    secondsNeeded: 60,
    stored: { ...someFigures(), inWorkSum: null, averageCheck: null, actualAt: null },
  }),
  'card-settings-broken': panel({ phase: 'settingsBroken' }),
  'card-settings-other-account': panel({ phase: 'settingsForeign' }),
  'card-settings-not-given': panel({ phase: 'settingsNotGiven' }),
  'card-failed': panel({
    phase: 'failed',
    error: 'forbidden',
    detail: 'Недостаточно прав',
    request: '',
    known: shown,
  }),
}
