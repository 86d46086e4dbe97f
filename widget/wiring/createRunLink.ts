import type { ReadingProgress, RunState, WritingProgress } from '../jobs/runState'
import type { Undo } from '../shell/undo'
import { openChannel } from './openTabChannel'

/** What the tabs of a browser tell each other about the one run. */
export interface RunLink {
  /** Tells the other tabs how the run of this tab goes, a few times a second at most. */
  tell(state: RunState): void
  /** Gets what the running tab tells; asks it at once. */
  follow(onTold: (state: RunState) => void): Undo
  /** Asks the running tab again, which answers at once; false where tabs cannot ask each other. */
  ask(): boolean
}

/** A state as it can be sent: the rows of a preview and the cards of a report stay in their tab. */
interface Told {
  readonly phase: RunState['phase']
  readonly isEnding?: boolean
  readonly reading: ReadingProgress | null
  readonly writing: WritingProgress | null
}

type Message = { readonly kind: 'ask' } | { readonly kind: 'told'; readonly told: Told }

/** Milliseconds between two messages about progress; a new phase is told at once. */
const shortestPause = 250

const endPhases: readonly RunState['phase'][] = ['report', 'failed', 'cancelled']

/** The link over a BroadcastChannel; none where there are no channels. */
export const createRunLink = (name: string): RunLink => {
  const channel = openChannel<Message>(name)
  if (channel === null) return { tell: () => undefined, follow: () => () => undefined, ask: () => false }
  let last: Told | null = null
  let timer: number | null = null
  let toldPhase = ''

  const postLast = (): void => {
    if (last !== null) channel.post({ kind: 'told', told: last })
    toldPhase = last?.phase ?? ''
  }
  channel.listen((data) => {
    // The end of a run is told once: a run of another tab may have begun since.
    if (data.kind === 'ask' && last !== null && !endPhases.includes(last.phase)) postLast()
  })

  return {
    tell(state) {
      last = toldOf(state)
      if (last.phase !== toldPhase) postLast()
      timer ??= window.setTimeout(() => {
        timer = null
        postLast()
      }, shortestPause)
    },
    follow(onTold) {
      const unlisten = channel.listen((data) => {
        if (data.kind === 'told') onTold(stateOf(data.told))
      })
      channel.post({ kind: 'ask' })
      return unlisten
    },
    ask() {
      channel.post({ kind: 'ask' })
      return true
    },
  }
}

const toldOf = (state: RunState): Told => ({
  phase: state.phase,
  ...(state.phase === 'checking' && state.isEnding === true && { isEnding: true }),
  reading: state.phase === 'reading' ? state.progress : state.phase === 'paused' ? state.reading : null,
  writing: state.phase === 'writing' ? state.progress : state.phase === 'paused' ? state.writing : null,
})

/** A state to show, of what was told: nobody answers a preview or reads a report from another tab. */
const stateOf = ({ phase, isEnding, reading, writing }: Told): RunState => {
  if (phase === 'reading' && reading !== null) return { phase, progress: reading }
  if (phase === 'writing' && writing !== null) return { phase, progress: writing, isStopping: false }
  if (phase === 'paused')
    return {
      phase,
      during: writing === null ? 'reading' : 'writing',
      reason: { kind: 'user' },
      kept: 'stored',
      reading,
      writing,
    }
  if (phase === 'preview')
    return {
      phase,
      preview: {
        preselected: 'changed',
        counts: {},
        rows: () => ({ total: 0, rows: [] }),
        subscribe: () => () => undefined,
        totals: () => null,
      },
    }
  return phase === 'checking'
    ? { phase, ...(isEnding === true && { isEnding: true as const }) }
    : { phase: 'cancelled' }
}
