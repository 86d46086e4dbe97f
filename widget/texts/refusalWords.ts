import type { BuyersRefusal } from '../records/buyersRefusal'
import type { Texts } from './createTexts'
import { hasWords } from './detailText'
import { isolateName } from './isolateName'
import { methodOf } from './methodOf'
import type { TextKey } from './textTree'

const reasonKeys: ReadonlyMap<number, TextKey> = new Map([
  [402, 'buyers.reason402'],
  [403, 'buyers.reason403'],
  [404, 'buyers.reason404'],
  [422, 'buyers.reason422'],
  [501, 'buyers.reason501'],
])

/** That the CRM does not give buyers, and why, in one sentence without its full stop. */
export const refusalWords = (texts: Texts, refusal: BuyersRefusal): string =>
  texts.text(
    methodOf(refusal.request)?.subject === 'customerStages' ? 'buyers.stagesNotGiven' : 'buyers.notGiven',
    { reason: reasonOf(texts, refusal) },
  )

/** The CRM's own words where it has any. */
const reasonOf = (texts: Texts, { kind, status, detail }: BuyersRefusal): string => {
  if (kind === 'noStages') return texts.text('buyers.noStages')
  if (hasWords(detail)) return isolateName(detail.trim())
  return texts.text(reasonKeys.get(status) ?? 'buyers.reasonOther', { status })
}
