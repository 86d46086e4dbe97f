import { describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { aLongWorld, expectRightOrPaused, startRun, untilPausedOrDone } from './support/brokenLists'

const lists = ['leads', 'customers', 'contacts', 'companies'] as const
type List = (typeof lists)[number]

/** Requests that a run of this account may take at most, whatever the CRM answers, until it is done or has words. */
const bound = 250

/** A fault of one list, as the CRM would have it: on the page of 250, or of any size. */
const faults = {
  'page 1 has no next': (list: List) => ({
    path: `/${list}\\?.*limit=250&page=1$/`,
    rewrite: { dropNext: true },
  }),
  'page 1 has no next, whatever its size': (list: List) => ({
    path: `/${list}\\?.*page=1$/`,
    rewrite: { dropNext: true },
  }),
  'no page has a next': (list: List) => ({ path: `/api/v4/${list}?`, rewrite: { dropNext: true } }),
  'a shorter page has no next': (list: List) => ({
    path: `/${list}\\?.*limit=250&page=2$/`,
    rewrite: { dropNext: true, keepRows: 100 },
  }),
  'a promised page is 204': (list: List) => ({ path: `/${list}\\?.*limit=250&page=2$/`, status: 204 }),
  'all pages after the first are 204': (list: List) => ({
    path: `/${list}\\?.*page=([2-9]|\\d\\d+)$/`,
    status: 204,
  }),
  'a page in the middle is empty and has a next': (list: List) => ({
    path: `/${list}\\?.*limit=250&page=2$/`,
    rewrite: { emptyRows: true },
  }),
  'every page is empty and has a next': (list: List) => ({
    path: `/api/v4/${list}?`,
    rewrite: { emptyRows: true, addNext: true },
  }),
  'the last page promises another one': (list: List) => ({
    path: `/${list}\\?.*limit=250&page=[2-9]$/`,
    rewrite: { addNext: true },
  }),
} as const

describe.each(lists)('the list of %s ends early', (list) => {
  describe.each(Object.entries(faults))('%s', (_name, faultOf) => {
    it('once: it is read again, and every figure is right', async () => {
      const world = aLongWorld()
      await world.setFaults({ ...faultOf(list), times: 1 })
      const run = startRun(world)
      const state = await untilPausedOrDone(run)
      expect(state.phase).toBe('report')
      expect(diffAccountFields(world.account())).toEqual([])
    })

    it('for ever: the figures are right, or it pauses with words and has written nothing; healed, it goes on', async () => {
      const world = aLongWorld()
      await world.setFaults(faultOf(list))
      await expectRightOrPaused(world, list, bound)
    })
  })
})
