import { expect, it, vi } from 'vitest'
import { createFreshCards } from '../../widget/jobs/createFreshCards'
import { tellAll } from '../../widget/records/tellAll'

const broken = (): void => {
  throw new Error('broken')
}

it('tells those after a listener that throws, and whoever tells goes on', () => {
  vi.spyOn(console, 'debug').mockReturnValue()
  const heard = vi.fn()
  tellAll(new Set([broken, heard]), 1, 'two')
  expect(heard).toHaveBeenCalledExactlyOnceWith(1, 'two')
})

it('traces what was thrown', () => {
  const trace = vi.spyOn(console, 'debug').mockReturnValue()
  tellAll([broken])
  expect(trace).toHaveBeenCalledOnce()
})

it('tells of a refreshed card though one who hears of it throws', () => {
  vi.spyOn(console, 'debug').mockReturnValue()
  const cards = createFreshCards()
  const heard = vi.fn()
  cards.onRefreshed(broken)
  cards.onRefreshed(heard)
  cards.tell({ parent: { type: 'contacts', id: 1 }, stored: {}, actualAt: null } as never)
  expect(heard).toHaveBeenCalledOnce()
})
