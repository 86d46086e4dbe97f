import type { BuyersRefusal } from '../../records/buyersRefusal'
import { refusalWords } from '../../texts/refusalWords'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'

interface WithoutBuyersProps {
  readonly refusal: BuyersRefusal | null | undefined
  readonly where: 'preview' | 'report'
}

const keys = {
  preview: { mark: 'preview.withoutBuyers', note: 'preview.withoutBuyersNote' },
  report: { mark: 'report.withoutBuyers', note: 'report.withoutBuyersNote' },
} as const

/** The mark of figures that buyers are not in, with what that means; nothing where they are. */
export const WithoutBuyers = ({ refusal, where }: WithoutBuyersProps) => {
  const texts = useTexts()
  if (refusal == null) return null
  return (
    <Notice tone="warning">
      <p class="sales-analytics__strong">{texts.text(keys[where].mark)}</p>
      <p>{texts.text(keys[where].note, { reason: refusalWords(texts, refusal) })}</p>
    </Notice>
  )
}
