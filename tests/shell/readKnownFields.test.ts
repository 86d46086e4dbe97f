import { describe, expect, it } from 'vitest'
import { readAccount } from '../../widget/shell/page/readAccount'
import { readKnownFields } from '../../widget/shell/readKnownFields'

const read = (cf: unknown) => readKnownFields(readAccount({ constant: () => ({ id: 31, cf }) }), 'contacts')

describe('the fields that the page’s constants tell', () => {
  it('are those of the entity, with what tells whose each of them is', () => {
    const cf = {
      501: { ID: 501, NAME: 'Возраст', TYPE_ID: 2, CODE: null, ELEMENT_TYPES: { 0: 1 } },
      502: { ID: '502', NAME: '*Актуально на', TYPE_ID: '19', CODE: 'OURS', ELEMENT_TYPES: [1] },
      503: { NAME: 'Должность', TYPE_ID: 1, CODE: '', ELEMENT_TYPES: 1 },
      601: { ID: 601, NAME: 'Адрес', TYPE_ID: 2, CODE: null, ELEMENT_TYPES: { 0: 3 } },
    }
    expect(read(cf)).toEqual([
      { id: 501, name: 'Возраст', type: 'numeric', code: null, groupId: null },
      { id: 502, name: '*Актуально на', type: 'date_time', code: 'OURS', groupId: null },
      { id: 503, name: 'Должность', type: '', code: null, groupId: null },
    ])
  })

  it('leave out one of which nobody knows whose it is: its code is neither text nor null', () => {
    const field = { ID: 501, NAME: '*Продажи, шт.', TYPE_ID: 2, ELEMENT_TYPES: { 0: 1 } }
    for (const CODE of [undefined, 5, {}, false]) expect(read({ 501: { ...field, CODE } })).toEqual([])
    expect(read(undefined)).toEqual([])
  })
})
