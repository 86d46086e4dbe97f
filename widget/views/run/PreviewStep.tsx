import type { PreviewCounts } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import type { Texts } from '../../texts/createTexts'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { RadioGroup } from '../controls/RadioGroup'
import { Tabs } from '../controls/Tabs'
import { useTexts } from '../textsContext'
import { PreviewFilters } from './PreviewFilters'
import { PreviewTable } from './PreviewTable'
import { WithoutBuyers } from './WithoutBuyers'

/** What the run would change, and the question whether to write it. */
export const PreviewStep = ({ model }: { readonly model: RunModel }) => {
  const texts = useTexts()
  const { preview } = model
  const counts = preview.counts.value
  const isNothing = preview.choice.value === 'nothing'
  const hasCards = preview.hasCards.value
  const wrongStamps = preview.wrongStampsTotal.value
  return (
    <>
      <WithoutBuyers refusal={preview.withoutBuyers.value} where="preview" />
      <Tabs
        label={texts.text('preview.title')}
        tabs={preview.types.value.map((type) => ({ value: type, text: texts.text(`common.${type}`) }))}
        value={preview.type.value}
        onChoose={preview.chooseType}
      >
        {counts !== null && (
          <p class="sales-analytics__headline">
            {counts.total === 0 ? texts.text('preview.noCards') : countsText(texts, counts)}
          </p>
        )}
        {counts !== null && counts.unwritable > 0 && (
          <Notice tone="warning">{texts.text('preview.unwritable', { n: counts.unwritable })}</Notice>
        )}
        {counts?.wrongStamps !== undefined && (
          <Notice tone="note">
            {texts.text('preview.wrongStamps', { cards: texts.plural('ofCards', counts.wrongStamps) })}
          </Notice>
        )}
        {counts !== null && counts.changed + counts.firstTime > 0 && (
          <>
            <PreviewFilters preview={preview} />
            <PreviewTable preview={preview} />
          </>
        )}
      </Tabs>
      {preview.changedTotal.value === 0 && wrongStamps === 0 && hasCards && (
        <Notice tone="success">{texts.text('preview.allEqual')}</Notice>
      )}
      {!model.isFollower.value && !hasCards && (
        <div class="sales-analytics__buttons sales-analytics__buttons_end">
          <Button
            look="main"
            onClick={() => {
              preview.choice.value = 'nothing'
              model.confirmChoice()
            }}
          >
            {texts.text('common.close')}
          </Button>
        </div>
      )}
      {!model.isFollower.value && hasCards && (
        <>
          <RadioGroup
            legend={texts.text('preview.choice')}
            value={preview.choice.value}
            onChoose={(choice) => {
              preview.choice.value = choice
            }}
            options={[
              {
                value: 'changed',
                text: texts.text('preview.writeChanged'),
                hint: texts.text(wrongStamps === 0 ? 'preview.changedHint' : 'preview.changedHintStamps', {
                  cards: texts.plural('cards', preview.changedTotal.value + wrongStamps),
                  changed: texts.plural(
                    'alsoChange',
                    preview.changedTotal.value - preview.firstTimeTotal.value,
                  ),
                  firstTime: texts.plural('willFill', preview.firstTimeTotal.value),
                  stamps: texts.plural('willCorrect', wrongStamps),
                }),
              },
              {
                value: 'all',
                text: texts.text('preview.writeAll', {
                  cards: texts.plural('ofCards', preview.cardsTotal.value),
                }),
              },
              { value: 'nothing', text: texts.text('preview.writeNothing') },
            ]}
          />
          <div class="sales-analytics__buttons sales-analytics__buttons_end">
            <Button look="main" onClick={model.confirmChoice}>
              {texts.text(
                isNothing
                  ? 'common.close'
                  : model.hasOldSettings.value
                    ? 'preview.writeOld'
                    : 'preview.write',
              )}
            </Button>
            <Button look="link" onClick={model.fold}>
              {texts.text('run.fold')}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

const countsText = (texts: Texts, { changed, total, zeroed, firstTime, unchanged }: PreviewCounts): string =>
  texts.text('preview.counts', {
    changed: texts.plural('willChange', changed),
    total,
    zeroed: texts.plural('willZero', zeroed),
    firstTime: texts.plural('willFill', firstTime),
    unchanged,
  })
