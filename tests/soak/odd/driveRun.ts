import type { RunFailure, RunReport, RunState } from '../../../widget/jobs/runState'
import type { WriteChoice } from '../../../widget/jobs/runState'
import type { Random } from '../../../host/seeds/createRandom'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { readAccount } from '../../jobs/support/readAccount'
import type { OddWorld } from './createOddWorld'
import { followRun } from './followScreen'
import { withoutBuyers } from './judge/createTruthBook'
import { createWords, type Words } from './judge/createWords'
import type { OpenWidget } from './openWidget'

/** How a run came to its end. */
export type RunEnd =
  | { readonly kind: 'report'; readonly report: RunReport }
  | { readonly kind: 'failed'; readonly failure: RunFailure }
  | { readonly kind: 'cancelled' }
  /** Its tab was closed in the middle. */
  | { readonly kind: 'closed' }
  /** The user did not wait any longer. */
  | { readonly kind: 'givenUp' }

export interface DrivenRun {
  readonly widget: OpenWidget
  /** What the user's mood is drawn from. */
  readonly random: Random
  readonly choice: WriteChoice
  /** How often «Продолжить» is pressed before «Остановить». */
  readonly mostResumes: number
  /** With this request of the run its tab is closed; null = it stays open. */
  readonly closedAt?: number | null
  /** Goes on with what a closed tab has left, where there is something. */
  readonly isResumed?: boolean
  readonly onState?: (state: RunState) => void
}

const minute = 60_000
/** Milliseconds of silence after which nobody waits any longer. */
const patience = 4 * minute
/** Milliseconds that no run over such an account takes. */
const longestRun = 180 * minute

/** A whole run, from the menu's item to its end, as a user goes through it; judged at every step. */
export const driveRun = async (world: OddWorld, driven: DrivenRun): Promise<RunEnd> => {
  const { clock, report } = world
  const { widget } = driven
  const { tab } = widget
  const label = `the run in ${tab.name}`
  const words = createWords(clock, label, report, () => tab.isFrozen() || tab.isClosed())
  let sent = 0
  const mostSent = 5 * cleanCost(world) + 200
  let isGivenUp = false
  const undoCount = world.onRequest(({ computer }) => {
    if (!tab.name.startsWith(`${computer} `)) return
    sent += 1
    if (sent === driven.closedAt) tab.close()
  })

  const end = await new Promise<RunEnd>((resolve) => {
    const startedAt = clock.now()
    const look = (): void => {
      if (tab.isClosed()) {
        resolve({ kind: isGivenUp ? 'givenUp' : 'closed' })
        return
      }
      const isEndless = sent > mostSent || clock.now() - startedAt > longestRun
      if (isEndless)
        report('endless', `${label}: ${sent} requests in ${Math.round((clock.now() - startedAt) / 1000)} s`)
      if (isEndless || words.silence() > patience) {
        isGivenUp = true
        tab.close()
      }
      clock.at(clock.now() + 5000, look)
    }
    clock.at(clock.now() + 5000, look)
    const userDid = (): void => {
      sent = 0
    }
    begin(world, driven, words, userDid).then(resolve, (error: unknown) => {
      report('broken', `${label}: ${String(error)}`)
      resolve({ kind: 'givenUp' })
    })
  })
  words.end()
  undoCount()
  world.gate.withoutBuyers.delete(widget)
  if (end.kind === 'report') judgeReport(world, label, end.report)
  return end
}

const begin = async (
  world: OddWorld,
  driven: DrivenRun,
  words: Words,
  userDid: () => void,
): Promise<RunEnd> => {
  const { widget } = driven
  const { tab } = widget
  const { run, readStart } = tab.inside(() => widget.job())
  const start = await tab.inside(() => readStart('contacts', []))
  const unfollow = followRun(widget, start, words)
  return new Promise((resolve) => {
    const user = createUser(world, driven, userDid)
    run.subscribe((state) => {
      driven.onState?.(state)
      const end = endOf(state)
      if (end === null) user(state)
      else {
        unfollow()
        resolve(end)
      }
    })
    tab.deliver(() => {
      if (driven.isResumed === true && start.unfinished !== null) run.resumeUnfinished()
      else run.start({ entities: ['contacts', 'companies'], isFull: start.isFullDue })
    })
  })
}

/** What the user does about a state, after a while. */
const createUser = (world: OddWorld, driven: DrivenRun, userDid: () => void) => {
  const { random, widget, choice } = driven
  const { tab } = widget
  const { clock } = world
  let resumes = 0
  return (state: RunState): void => {
    const run = widget.run()
    const act = (seconds: number, what: () => void): void => {
      clock.at(clock.now() + seconds * 1000, () => {
        if (run.state() !== state) return
        userDid()
        tab.deliver(what)
      })
    }
    if (state.phase === 'preview')
      act(random.isHit(0.1) ? random.integer(700, 1500) : random.integer(2, 40), () => run.choose(choice))
    if (state.phase !== 'paused') return
    const { reason } = state
    if (reason.kind === 'otherComputer' && reason.isAwaited === true) return
    if (reason.kind === 'otherComputer' && random.isHit(0.5)) {
      act(random.integer(2, 20), () => run.wait())
      return
    }
    if (reason.kind === 'buyersRefused' && random.isHit(0.7)) {
      act(random.integer(2, 20), () => {
        world.gate.withoutBuyers.add(widget)
        run.leaveBuyersOut()
      })
      return
    }
    // The user knows that nobody has deleted so many.
    if (reason.kind === 'listFall') {
      act(random.integer(2, 30), () => run.stop())
      return
    }
    resumes += 1
    const isEnough = resumes > driven.mostResumes
    act(random.integer(2, 30), () => (isEnough ? run.stop() : run.resume()))
  }
}

const endOf = (state: RunState): RunEnd | null => {
  if (state.phase === 'report') return { kind: 'report', report: state.report }
  if (state.phase === 'failed') return { kind: 'failed', failure: state.failure }
  return state.phase === 'cancelled' ? { kind: 'cancelled' } : null
}

/** Requests that a whole run over this account costs where nothing is odd, about. */
const cleanCost = ({ host }: OddWorld): number => {
  const pages = (['leads', 'customers', 'contacts', 'companies'] as const).map((list) =>
    Math.ceil(host.store.table(list).size / 250),
  )
  const [leads = 0, customers = 0, contacts = 0, companies = 0] = pages
  return leads + customers + 2 * (contacts + companies) + 24
}

const judgeReport = (world: OddWorld, label: string, done: RunReport): void => {
  if (!done.isComplete || done.choice === 'nothing') return
  const told = new Set(done.failed.map(({ parent }) => `${parent.type} ${parent.id}`))
  const settings = done.withoutBuyers === undefined ? world.plainSettings : withoutBuyers(world.plainSettings)
  const isLost = (id: number | null, key: string): boolean =>
    world.gate.hasLostFields && (id === null || key === 'actualAt')
  const differences = diffAccountFields(readAccount(world.host), settings).filter(
    ({ entity, id, key }) => !told.has(`${entity} ${id}`) && !isLost(id, key),
  )
  if (differences.length === 0) return
  const [first] = differences
  const where = first?.id === null ? first.entity : `${first?.entity} ${first?.id}`
  world.report(
    'done',
    `${label}: ${differences.length} fields; ${where} ${first?.key} must be ${first?.expected}, is ${first?.stored}`,
  )
}
