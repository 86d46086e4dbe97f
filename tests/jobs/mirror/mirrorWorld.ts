import { freeRunLock } from '../support/aRunLock'
import { expect } from 'vitest'

import { createRunControl } from '../../../widget/jobs/runControl'
import { createRunSession } from '../../../widget/jobs/createRunSession'
import { checkRun } from '../../../widget/jobs/checkRun'
import type { RunSession } from '../../../widget/jobs/runSession'
import { createMirrorRecords } from '../../../widget/jobs/mirror/createMirrorRecords'
import type { Mirror } from '../../../widget/jobs/mirror/mirror'
import { beginTimes } from '../../../widget/jobs/knownTime'
import { readSource } from '../../../widget/jobs/readSource'
import { figuresOf } from '../../../widget/calc/figuresOf'
import { totalFigures } from '../../../widget/calc/totalFigures'
import { figureKeys } from '../../../widget/records/fieldKeys'
import { parentTypes, type ParentType } from '../../../widget/records/parents'
import { storedOf } from '../../../widget/records/storedOf'
import { bruteForceFigures } from '../../oracle/bruteForceFigures'
import type { World } from '../support/createWorld'
import { nextTag } from '../support/noStores'

/** A run that was checked and has read nothing. */
export const aCheckedRun = async (world: World): Promise<RunSession> => {
  const parsed = world.deps.settings()
  if (!parsed.ok) throw new Error('the settings of a test have to be valid')
  const run = createRunSession({
    deps: world.deps,
    control: createRunControl(),
    hold: (await freeRunLock.acquire())!,
    tell: () => undefined,
    entities: ['contacts', 'companies'],
    settings: parsed.settings,
    lastRun: null,
  })
  await checkRun(run, new AbortController().signal)
  await beginTimes(run)
  return run
}

/** A mirror of the whole account as it is now. */
export const readMirror = async (
  world: World,
): Promise<{ readonly mirror: Mirror; readonly run: RunSession }> => {
  const run = await aCheckedRun(world)
  const records = createMirrorRecords(nextTag())
  run.records = records
  const now = world.clock.time()
  for (const source of run.sources) await readSource(run, source, new AbortController().signal)
  const { sources, fieldIds } = run
  const watermarks = { leads: now, customers: now, contacts: now, companies: now, events: now }
  return { mirror: { records, meta: { fullReadAt: now, watermarks, sources, fieldIds } }, run }
}

/** Figures and fields of every listed card, by type and id. */
export const cardsIn = (
  { records }: Pick<Mirror, 'records'>,
  run: Pick<RunSession, 'rules'>,
): Record<ParentType, Map<number, unknown>> => {
  const { rules } = run
  if (rules === null) throw new Error('the run was not checked')
  const { sources, parents } = records.finish()
  const totals = totalFigures(sources, rules)
  const cardsOf = (type: ParentType): Map<number, unknown> => {
    const { index, isListed, names } = parents[type]
    const cards = new Map<number, unknown>()
    for (let row = 0; row < isListed.length; row += 1)
      if (isListed[row] === 1)
        cards.set(index.ids[row] ?? 0, {
          name: names[row],
          figures: figuresOf(totals[type], row),
          stored: storedOf(parents[type], row),
        })
    return new Map([...cards].sort(([left], [right]) => left - right))
  }
  return { contacts: cardsOf('contacts'), companies: cardsOf('companies') }
}

/** The figures in the mirror are those of a brute force over the account as it is. */
export const expectTrue = (world: World, mirror: Mirror, run: RunSession): void => {
  const expected = bruteForceFigures(world.account(), run.settings)
  const cards = cardsIn(mirror, run)
  for (const type of parentTypes) {
    expect([...cards[type].keys()]).toEqual([...expected[type].keys()].sort((left, right) => left - right))
    for (const [id, card] of cards[type]) {
      const { figures } = card as { figures: Record<string, number | null> }
      const ours = figureKeys.map((key) => [key, BigInt(figures[key] ?? 0)])
      const plain = figureKeys.map((key) => [key, expected[type].get(id)?.figures[key]])
      expect([type, id, ours]).toStrictEqual([type, id, plain])
    }
  }
}
