import '../view.css'
import './run.css'
import type { UnfinishedRun } from '../../jobs/peekUnfinished'
import { unfinishedText } from '../../state/unfinishedText'
import { Button } from '../controls/Button'
import { useTexts } from '../textsContext'

export interface UnfinishedProps {
  readonly unfinished: UnfinishedRun
  readonly onResume: () => void
  readonly onDrop: () => void
}

/** A run that a closed tab has left: go on, or let it be. */
export const Unfinished = ({ unfinished, onResume, onDrop }: UnfinishedProps) => {
  const texts = useTexts()
  const canResume = unfinished.obstacle === undefined
  return (
    <>
      <p>{unfinishedText(texts, unfinished)}</p>
      <div class="sales-analytics__buttons">
        {canResume && <Button onClick={onResume}>{texts.text('run.resumeUnfinished')}</Button>}
        <Button look="link" onClick={onDrop}>
          {texts.text(canResume ? 'run.dropUnfinished' : 'run.forgetUnfinished')}
        </Button>
      </div>
    </>
  )
}
