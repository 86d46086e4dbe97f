import { describe, expect, it } from 'vitest'
import { formatRequest } from '../../widget/texts/formatRequest'

describe('formatRequest', () => {
  it('shows brackets and commas as they are meant', () => {
    expect(formatRequest('GET /api/v4/leads?with=contacts%2Ccompanies&order%5Bid%5D=asc')).toBe(
      'GET /api/v4/leads?with=contacts,companies&order[id]=asc',
    )
  })

  it('leaves alone what is not encoded', () => {
    expect(formatRequest('GET /api/v4/leads?query=100%')).toBe('GET /api/v4/leads?query=100%')
  })
})
