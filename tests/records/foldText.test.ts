import { expect, it } from 'vitest'
import { foldText } from '../../widget/records/foldText'

it('takes «ё» for «е» and large letters for small ones', () => {
  expect(foldText('КЛЁНОВА')).toBe(foldText('кленова'))
  expect(foldText('Клёнова')).toContain(foldText('клен'))
})
