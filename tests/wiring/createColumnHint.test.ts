// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { ParentType } from '../../widget/records/parents'
import { createColumnHint } from '../../widget/wiring/createColumnHint'

const both = ['contacts', 'companies'] as const

/** What a run's report says with these lists on screen, each with or without our columns; null = no list is open. */
const hintsOver = async (
  ...pages: readonly { open: ParentType | null; isShown?: boolean; made?: boolean }[]
) => {
  const said: string[] = []
  for (const { open, isShown = false, made = false } of pages) {
    const findColumns = createColumnHint({
      owner: { accountId: 1, userId: 2, rights: '' },
      openType: () => open,
      hasColumns: async () => isShown,
    })
    said.push(await findColumns(both, made))
  }
  return said
}

beforeEach(() => localStorage.clear())

describe('createColumnHint', () => {
  it('speaks once of each list that lacks the columns, whoever made the fields', async () => {
    expect(
      await hintsOver(
        { open: 'contacts' },
        { open: 'contacts' },
        { open: 'companies' },
        { open: 'companies' },
      ),
    ).toEqual(['hidden', 'shown', 'hidden', 'shown'])
  })

  it('speaks again when a run has made fields', async () => {
    expect(await hintsOver({ open: 'contacts' }, { open: 'contacts', made: true })).toEqual([
      'hidden',
      'hidden',
    ])
  })

  it('says nothing of columns that a user has taken out', async () => {
    expect(await hintsOver({ open: 'contacts', isShown: true }, { open: 'contacts' })).toEqual([
      'shown',
      'shown',
    ])
  })

  it('speaks once of lists that could not be looked at', async () => {
    expect(await hintsOver({ open: null }, { open: null }, { open: 'contacts' })).toEqual([
      'unknown',
      'shown',
      'hidden',
    ])
  })
})
