import { describe, expect, it } from 'vitest'
import { classifyPlace, type PlaceSigns } from '../../widget/shell/classifyPlace'

const someSigns = (partial: Partial<PlaceSigns>): PlaceSigns => ({
  path: '',
  widgetsArea: '',
  systemArea: '',
  baseEntity: '',
  card: null,
  ...partial,
})

describe('classifyPlace', () => {
  it.each([
    ['contacts', { kind: 'list', entity: 'contacts' }],
    ['companies', { kind: 'list', entity: 'companies' }],
    ['widgetsSettings', { kind: 'settings' }],
    ['widgetsSettings:sales_analytics', { kind: 'settings' }],
    ['advanced-settings:sales_analytics', { kind: 'advancedSettings' }],
    ['leads', { kind: 'other' }],
    ['leads_card', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('knows the area %s', (widgetsArea, place) => {
    expect(classifyPlace(someSigns({ widgetsArea }))).toEqual(place)
  })

  it('takes the id of the open card', () => {
    const signs = someSigns({ widgetsArea: 'contacts_card', card: { id: 42, elementType: 0 } })
    expect(classifyPlace(signs)).toEqual({ kind: 'card', entity: 'contacts', id: 42 })
    expect(
      classifyPlace({ ...signs, widgetsArea: 'companies_card', card: { id: 7, elementType: 0 } }),
    ).toEqual({
      kind: 'card',
      entity: 'companies',
      id: 7,
    })
  })

  it.each([{ id: 0, elementType: 1 }, null])('knows a card that was never saved: %j', (card) => {
    const place = classifyPlace(someSigns({ path: '/contacts/add/', widgetsArea: 'contacts_card', card }))
    expect(place).toEqual({ kind: 'card', entity: 'contacts', id: 0 })
  })

  it('falls back to the type of the open card and to the area of the widget', () => {
    const byType = someSigns({ card: { id: 5, elementType: 3 } })
    expect(classifyPlace(byType)).toEqual({ kind: 'card', entity: 'companies', id: 5 })
    const byArea = someSigns({ systemArea: 'ccard', card: { id: 5, elementType: 0 } })
    expect(classifyPlace(byArea)).toEqual({ kind: 'card', entity: 'contacts', id: 5 })
  })

  it('does not take a deal for a contact', () => {
    const place = classifyPlace(someSigns({ widgetsArea: 'leads_card', card: { id: 5, elementType: 2 } }))
    expect(place).toEqual({ kind: 'other' })
  })

  it.each([
    ['/contacts/detail/8', 'contacts', 8],
    ['/companies/detail/9/', 'companies', 9],
    ['/chats/15/contacts/detail/8', 'contacts', 8],
    ['/imbox/list/companies/detail/9', 'companies', 9],
  ] as const)(
    'takes the card from the address %s, though the page still names the one before',
    (path, entity, id) => {
      const signs = someSigns({ path, widgetsArea: 'contacts_card', card: { id: 7, elementType: 1 } })
      expect(classifyPlace(signs)).toEqual({ kind: 'card', entity, id })
      expect(classifyPlace(someSigns({ path }))).toEqual({ kind: 'card', entity, id })
    },
  )

  it('takes the list from the address where the page names no area', () => {
    expect(classifyPlace(someSigns({ path: '/contacts/list/companies/' }))).toEqual({
      kind: 'list',
      entity: 'companies',
    })
    expect(classifyPlace(someSigns({ path: '/leads/detail/5' }))).toEqual({ kind: 'other' })
  })

  it('tells the list of companies from that of contacts when only the widget knows the area', () => {
    expect(classifyPlace(someSigns({ systemArea: 'clist' }))).toEqual({ kind: 'list', entity: 'contacts' })
    expect(classifyPlace(someSigns({ systemArea: 'clist', baseEntity: 'companies' }))).toEqual({
      kind: 'list',
      entity: 'companies',
    })
  })
})
