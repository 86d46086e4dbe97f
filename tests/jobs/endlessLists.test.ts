import { describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { aLongWorld, expectRightOrPaused, startRun, untilPausedOrDone } from './support/brokenLists'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const lists = ['leads', 'customers', 'contacts', 'companies'] as const

/** What a run of this account takes where all is well: about 60. */
const bound = 300

/** Answers by which a reading that only follows them never ends, or never comes to the truth. */
const faults = {
  'every page is the first one': { samePage: 1 },
  'every page is the second one': { samePage: 2 },
  'a page always comes with 100 of its 250 records': { keepRows: 100 },
  'a page always comes with 10 of its records': { keepRows: 10 },
  'a page never comes with more than 100 records, and the next one follows them': { capRows: 100 },
  'the list never says that it is over': { addNext: true },
  'the list is full of empty pages': { emptyRows: true, addNext: true },
} as const

describe.each(lists)('the list of %s has no end', (list) => {
  it.each(Object.entries(faults))(
    '%s: the figures are right, or it pauses with words and has written nothing; healed, it goes on',
    async (_name, rewrite) => {
      const world = aLongWorld()
      await world.setFaults({ path: `/api/v4/${list}?`, rewrite })
      await expectRightOrPaused(world, list, bound)
    },
  )

  it('pauses again and again while the fault stays, and the user can stop it with nothing written', async () => {
    const world = aLongWorld()
    await world.setFaults({ path: `/api/v4/${list}?`, rewrite: { samePage: 1 } })
    const run = startRun(world)
    await untilPhase(run, 'paused')
    const before = world.requests.length
    run.resume()
    await untilPhase(run, 'paused')
    expect(world.requests.length - before).toBeLessThan(50)
    run.stop()
    await expect(untilPhase(run, 'cancelled')).resolves.toBeDefined()
    expect(world.writes()).toEqual([])
  })
})

describe('the list of events has no end, or ends early', () => {
  it.each([
    ['every page is the first one', { samePage: 1 }],
    ['a promised page is empty', { addNext: true }],
    ['a page is cut', { keepRows: 10 }],
    ['a full page has no next', { dropNext: true }],
  ] as const)('%s: nothing is missed, or it pauses with words', async (_name, rewrite) => {
    const world = aLongWorld()
    const deletions = Array.from({ length: 130 }, (_, row) => ({
      op: 'delete',
      entity: 'leads',
      id: 5000 + 3 * row,
    }))
    // They go while the contacts are read, after the deals were.
    await world.change(
      ...deletions.map((change) => ({
        ...change,
        afterRequest: { method: 'GET', path: '/api/v4/contacts?', n: 1 },
      })),
    )
    await world.setFaults({ path: '/api/v4/events?', rewrite })
    await expectRightOrPaused(world, 'events', bound)
  })
})

describe('links that have to be asked for, since lists leave them out,', () => {
  /** 120 deals of a contact and a company each: their links are asked for fifty deals at once. */
  const aLinkedWorld = () =>
    createWorld({
      account: anAccount({
        contactCount: 50,
        leads: Array.from({ length: 120 }, (_, row) =>
          aWireLead(5000 + row, { contacts: [(row % 50) + 1], company: 1001 + (row % 2) }),
        ),
      }),
      settings: { preview: 'skip' },
    })
  const all = '/\\/leads\\/links/'

  it.each([
    [
      'go on for ever with empty pages',
      'pageMissing',
      [{ path: all, rewrite: { emptyRows: true, addNext: true } }],
    ],
    ['go on for ever with the same page', 'nothingNew', [{ path: all, rewrite: { addNext: true } }]],
    [
      'lack a promised page',
      'pageMissing',
      [
        { path: '/\\/leads\\/links.*page=2/', status: 204 },
        { path: all, rewrite: { addNext: true } },
      ],
    ],
  ] as const)(
    '%s: it pauses with words and has written nothing; healed, it goes on',
    async (_name, contradiction, rules) => {
      const world = aLinkedWorld()
      await world.setShapes({ linkLists: 'absent' }, ...rules)
      const run = startRun(world)
      const state = await untilPausedOrDone(run)
      expect(state).toMatchObject({ reason: { kind: 'notWhole', list: 'links', contradiction } })
      expect(world.requests.length).toBeLessThan(50)
      expect(world.writes()).toEqual([])
      await world.setShapes({ linkLists: 'absent' })
      run.resume()
      await untilPhase(run, 'report')
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it.each([
    ['are 204 for fifty deals once', { path: all, status: 204, times: 1 }],
    ['are an empty page for fifty deals once', { path: all, rewrite: { emptyRows: true }, times: 1 }],
  ] as const)('%s: the deals do not lose them', async (_name, rule) => {
    const world = aLinkedWorld()
    await world.setShapes({ linkLists: 'absent' }, rule)
    await untilPhase(startRun(world), 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
