import { cutName } from '../../texts/cutName'
import { useTexts } from '../textsContext'

interface RecordNameProps {
  readonly id: number
  readonly name: string
  /** Path of the card on the CRM's site. */
  readonly href: string
  /** False where the Tab key passes by: arrows lead to it. */
  readonly isStop?: boolean
}

/** A name from the CRM: always text, kept from turning the direction of its neighbours, cut with an ellipsis. */
export const RecordName = ({ id, name, href, isStop = true }: RecordNameProps) => {
  const texts = useTexts()
  const shown = name.trim() === '' ? texts.text('common.noName', { id: String(id) }) : cutName(name)
  return (
    <a
      class="sales-analytics__name"
      href={href}
      target="_blank"
      rel="noopener"
      title={shown}
      tabIndex={isStop ? undefined : -1}
    >
      <bdi>{shown}</bdi>
    </a>
  )
}
