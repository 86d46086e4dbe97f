import type { Contribution, Rejection, RejectionReason } from '../../calc/explanation'
import { cutName } from '../../texts/cutName'
import type { StageLabel } from '../../state/createCardPanelModel'
import { figureText } from '../../state/figureText'
import type { Texts } from '../../texts/createTexts'
import { isolateName } from '../../texts/isolateName'
import { sourcePath } from '../cardPath'
import { RecordName } from '../controls/RecordName'
import { useTexts } from '../textsContext'

interface ExplanationLineProps {
  readonly line: Contribution | Rejection
  /** null when the CRM no longer lists the stage, undefined where there are none. */
  readonly stage: StageLabel | null | undefined
}

/** One deal, buyer or sum of purchases under a number. */
export const ExplanationLine = ({ line, stage }: ExplanationLineProps) => {
  const texts = useTexts()
  return (
    <li class="sales-analytics__line">
      <span class="sales-analytics__line-head">
        <RecordName id={line.id} name={line.name} href={sourcePath(line.source, line.id)} />
        <span class="sales-analytics__line-amount">{figureText(texts, line.amount, texts.formatMoney)}</span>
      </span>
      {stage !== undefined && (
        <span class="sales-analytics__line-stage">
          <span
            class="sales-analytics__color"
            style={stage === null ? {} : { background: stage.color }}
            aria-hidden="true"
          />
          <bdi class="sales-analytics__cut">{stageText(texts, line.stageId, stage)}</bdi>
        </span>
      )}
      <span class="sales-analytics__muted">{remarks(texts, line).join(', ')}</span>
    </li>
  )
}

const reasonText = (texts: Texts, reason: RejectionReason): string => {
  const keys = {
    stageNotChosen: 'card.reasonStageNotChosen',
    unsorted: 'card.reasonUnsorted',
    leadDeleted: 'card.reasonLeadDeleted',
    customerDeleted: 'card.reasonCustomerDeleted',
    otherMainContact: 'card.reasonOtherMainContact',
    otherCompany: 'card.reasonOtherCompany',
    buyersSwitchedOff: 'card.reasonBuyersSwitchedOff',
    purchasesSwitchedOff: 'card.reasonPurchasesSwitchedOff',
    nothingBought: 'card.reasonNothingBought',
    zeroBudgetNotInAverage: 'card.reasonZeroBudgetNotInAverage',
  } as const satisfies Record<RejectionReason, string>
  return texts.text(keys[reason])
}

const stageText = (texts: Texts, stageId: number, stage: StageLabel | null): string => {
  if (stage === null) return texts.text('card.unknownStage', { id: String(stageId) })
  return [stage.pipelineName, stage.stageName]
    .filter((name) => name !== '')
    .map((name) => isolateName(cutName(name)))
    .join(' · ')
}

const remarks = (texts: Texts, line: Contribution | Rejection): readonly string[] => {
  const source = sourceText(texts, line)
  if ('reason' in line)
    return line.date === null ? [reasonText(texts, line.reason)] : [reasonText(texts, line.reason), source]
  return [
    source,
    ...(line.amount === line.wholeAmount
      ? []
      : [
          texts.text('card.share', {
            amount: figureText(texts, line.amount, texts.formatMoney),
            whole: figureText(texts, line.wholeAmount, texts.formatMoney),
          }),
        ]),
    ...(line.via === 'contact' ? [texts.text('card.viaContact')] : []),
  ]
}

const sourceText = (texts: Texts, line: Contribution | Rejection): string => {
  if (line.date !== null)
    return texts.text(line.dateOf === 'creation' ? 'card.createdOn' : 'card.closedOn', {
      date: texts.formatDate(line.date),
    })
  return line.source === 'purchases' && 'count' in line
    ? texts.plural('purchases', line.count)
    : texts.text(`card.${line.source}`)
}
