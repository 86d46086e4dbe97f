import type { Milliseconds } from '../records/brands'
import { answerWithin } from './answerWithin'
import type { RunCheckpoint } from './checkpoint'
import { type PackedCodes, packCodes, unpackCodes } from './checkpointCodes'
import type { CapturedRun, CheckpointStore, LoadedCheckpoint } from './checkpointStore'
import { withStore } from './mirrorAccess'
import { dropBlocks, type LoadedSpace, loadBlocks, saveBlocks } from './mirrorBlocks'
import type { StoreOutcome } from './mirrorOutcome'
import type { StoreOwner } from './openStore'

/** A clock that never jumps, and its alarm. */
export interface CheckpointClock {
  now(): Milliseconds
  wake(at: Milliseconds, callback: () => void): () => void
}

type StoredCheckpoint = Omit<RunCheckpoint, 'confirmed'> & {
  readonly confirmed: { readonly contacts: PackedCodes; readonly companies: PackedCodes }
}

/** Shape of `RunCheckpoint` and of the blocks. A change of either needs a new number: what has another one is not read. */
const checkpointSchema = 2
/** Milliseconds between two saves. */
const shortestPause = 3000
/** A pause is so many times as long as the save before it. */
const pausePerSave = 20

/**
 * The unfinished run of this owner.
 *
 * @param isOurs asked before anything is stored or dropped: false once another tab goes on with the run. Never rejects.
 */
export const createCheckpointStore = (
  owner: StoreOwner,
  clock: CheckpointClock,
  isOurs: () => Promise<boolean> = async () => true,
): CheckpointStore => {
  let last: StoreOutcome | null = null
  let saving: Promise<unknown> = Promise.resolve()
  let asked: (() => CapturedRun) | null = null
  let cancelAlarm: (() => void) | null = null
  let isSaving = false
  let nextAt = -Infinity
  /** Of the run that is stored, as far as this tab knows. */
  let storedPhase: RunCheckpoint['phase'] | null = null

  /** One save after the other. The run is captured when its turn has come. */
  const save = (capture: () => CapturedRun): Promise<StoreOutcome> => {
    const saved = saving.then(async () => {
      isSaving = true
      const startedAt = clock.now()
      try {
        const isAllowed = await isOurs()
        const captured = capture()
        if (!isAllowed) {
          captured.snapshot?.release()
          return (last = taken)
        }
        last = await store(owner, captured)
        await settlePhase(captured.checkpoint.phase, last)
        return last
      } finally {
        nextAt = clock.now() + Math.max(shortestPause, (clock.now() - startedAt) * pausePerSave)
        isSaving = false
        setAlarm()
      }
    })
    saving = saved.catch(() => undefined)
    return saved
  }

  /** What is stored of a run that writes must not say that it has not written yet: rather nothing, where there is no room for it. */
  const settlePhase = async (phase: RunCheckpoint['phase'], { kind }: StoreOutcome): Promise<void> => {
    if (kind === 'stored') storedPhase = phase
    else if (phase === 'writing' && storedPhase !== 'writing') await dropBlocks(owner, 'checkpoint')
  }

  const setAlarm = (): void => {
    if (asked === null || isSaving || cancelAlarm !== null) return
    cancelAlarm = clock.wake(Math.max(nextAt, clock.now()) as Milliseconds, () => {
      cancelAlarm = null
      const capture = asked
      asked = null
      if (capture !== null) void save(capture)
    })
  }

  const forgetAsked = (): void => {
    asked = null
    cancelAlarm?.()
    cancelAlarm = null
  }

  return {
    peek: async () =>
      withStore(owner, async (opened): Promise<LoadedCheckpoint> => {
        const space = await answerWithin(opened.get('spaces', 'checkpoint'))
        if (space === undefined) return { kind: 'none' }
        if (space.schema !== checkpointSchema) return { kind: 'unreadable' }
        return { kind: 'loaded', checkpoint: unpack(space.header as StoredCheckpoint) }
      }),
    async load(onLoad) {
      const loaded = toLoaded(
        await loadBlocks(owner, 'checkpoint', checkpointSchema, (header) =>
          onLoad(header as StoredCheckpoint),
        ),
      )
      storedPhase = loaded.kind === 'loaded' ? loaded.checkpoint.phase : null
      return loaded
    },
    save(captured) {
      forgetAsked()
      return save(() => captured)
    },
    saveSoon(capture) {
      asked = capture
      setAlarm()
    },
    async drop() {
      forgetAsked()
      await saving
      storedPhase = null
      if (!(await isOurs())) return taken
      return dropBlocks(owner, 'checkpoint')
    },
    lastOutcome: () => last,
  }
}

const taken: StoreOutcome = {
  kind: 'notStored',
  reason: 'refused',
  detail: 'the run goes on in another tab',
}

const store = async (owner: StoreOwner, { checkpoint, snapshot }: CapturedRun): Promise<StoreOutcome> => {
  const { contacts, companies } = checkpoint.confirmed
  const header: StoredCheckpoint = {
    ...checkpoint,
    confirmed: { contacts: packCodes(contacts), companies: packCodes(companies) },
  }
  const outcome = await saveBlocks(owner, 'checkpoint', { schema: checkpointSchema, header, snapshot })
  snapshot?.release()
  return outcome
}

const toLoaded = (loaded: LoadedSpace): LoadedCheckpoint => {
  if (loaded.kind === 'loaded')
    return { kind: 'loaded', checkpoint: unpack(loaded.header as StoredCheckpoint) }
  return loaded.kind === 'none' || loaded.kind === 'notStored' ? loaded : { kind: 'unreadable' }
}

const unpack = (stored: StoredCheckpoint): RunCheckpoint => ({
  ...stored,
  confirmed: {
    contacts: unpackCodes(stored.confirmed.contacts),
    companies: unpackCodes(stored.confirmed.companies),
  },
})
