import { useState } from 'preact/hooks'
import type { Contribution, Rejection } from '../../calc/explanation'
import type { CardPanelModel } from '../../state/createCardPanelModel'
import type { AverageParts, ExplanationGroup, ExplanationGroups } from '../../state/groupExplanation'
import { figureText } from '../../state/figureText'
import { Button } from '../controls/Button'
import { useTexts } from '../textsContext'
import { ExplanationLine } from './ExplanationLine'

interface CardExplanationProps {
  readonly model: CardPanelModel
  readonly explanation: ExplanationGroups
}

/** So many lines of a group are drawn before the user asks for all. */
const shortList = 20

/** Where the numbers come from: what is counted, by section, and what is not, with the reason. */
export const CardExplanation = ({ model, explanation }: CardExplanationProps) => {
  const texts = useTexts()
  return (
    <div class="sales-analytics__explanation">
      {model.isWithoutBuyers.value && (
        <p class="sales-analytics__strong">{texts.text('card.explainedWithoutBuyers')}</p>
      )}
      {explanation.groups.map((group) => (
        <Group key={group.section} model={model} group={group} />
      ))}
      <Average average={explanation.average} />
      {explanation.rejections.length > 0 && (
        <section>
          <h2 class="sales-analytics__subtitle">{texts.text('card.rejected')}</h2>
          <Lines model={model} lines={explanation.rejections} />
        </section>
      )}
    </div>
  )
}

const Group = ({ model, group }: { readonly model: CardPanelModel; readonly group: ExplanationGroup }) => {
  const texts = useTexts()
  return (
    <section>
      <h2 class="sales-analytics__subtitle">{texts.text(`common.${group.section}`)}</h2>
      {group.items.length === 0 ? (
        <p class="sales-analytics__muted">{texts.text('card.nothingCounted')}</p>
      ) : (
        <>
          <Lines model={model} lines={group.items} />
          <p class="sales-analytics__strong">
            {texts.text('card.total', {
              count: texts.text('card.pieces', { n: group.count }),
              sum: figureText(texts, group.sum, texts.formatMoney),
            })}
          </p>
        </>
      )}
    </section>
  )
}

const Average = ({ average }: { readonly average: AverageParts | null }) => {
  const texts = useTexts()
  return (
    <section>
      <h2 class="sales-analytics__subtitle">{texts.text('card.averageCheck')}</h2>
      <p>
        {average === null
          ? texts.text('card.nothingCounted')
          : texts.text(average.isExact ? 'card.averageOf' : 'card.averageAbout', {
              sum: figureText(texts, average.sum, texts.formatMoney),
              count: average.count,
              average: figureText(texts, average.average, texts.formatMoney),
            })}
      </p>
    </section>
  )
}

interface LinesProps {
  readonly model: CardPanelModel
  readonly lines: readonly (Contribution | Rejection)[]
}

const Lines = ({ model, lines }: LinesProps) => {
  const texts = useTexts()
  const [isWhole, setIsWhole] = useState(false)
  return (
    <>
      <ul class="sales-analytics__lines">
        {(isWhole ? lines : lines.slice(0, shortList)).map((line) => (
          <ExplanationLine
            key={`${line.source}-${line.id}-${'reason' in line ? line.reason : ''}`}
            line={line}
            stage={
              model.hasStages(line.pipelineId) ? model.findStage(line.pipelineId, line.stageId) : undefined
            }
          />
        ))}
      </ul>
      {!isWhole && lines.length > shortList && (
        <Button look="link" onClick={() => setIsWhole(true)}>
          {texts.text('card.showAll', { n: lines.length })}
        </Button>
      )}
    </>
  )
}
