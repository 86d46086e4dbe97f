import type { HostPage } from '../../shell/createHostPage'
import type { createRunWindow } from '../createRunWindow'
import type { SettingsFeed } from '../createSettingsFeed'
import { type LazyParts, PartError } from './lazyParts'
import type { mountCard } from '../mountCard'
import type { Session, SessionBase } from '../session'
import type { showSettings } from '../showSettings'

/** Gives what a place needs once it is loaded. All reject with `PartError`; the next call asks again for what did not come. */
export interface PartLoader {
  base(): Promise<SessionBase>
  card(): Promise<{ readonly session: Session; readonly mountCard: typeof mountCard }>
  settings(): Promise<{ readonly session: Session; readonly showSettings: typeof showSettings }>
  run(): Promise<{ readonly session: Session; readonly createRunWindow: typeof createRunWindow }>
}

export interface PartLoaderDeps {
  readonly parts: LazyParts
  readonly hostPage: HostPage
  readonly feed: SettingsFeed
  /** `params.version` of the widget. */
  readonly version: string
  /** `countReturns` of the page. */
  readonly timesCome: () => number
}

/** Base and session are made once for the page load, whatever screens ask for them. */
export const createPartLoader = ({
  parts,
  hostPage,
  feed,
  version,
  timesCome,
}: PartLoaderDeps): PartLoader => {
  const base = onceLoaded(async () => (await come(parts.base)).createSessionBase(hostPage, feed))
  const session = onceLoaded(async () => {
    const [loaded, { createSession }] = await Promise.all([base(), come(parts.session)])
    return createSession(loaded, version, timesCome)
  })
  return {
    base,
    card: async () => {
      const [loaded, { mountCard }] = await Promise.all([session(), come(parts.card)])
      return { session: loaded, mountCard }
    },
    settings: async () => {
      const [loaded, { showSettings }] = await Promise.all([session(), come(parts.settings)])
      return { session: loaded, showSettings }
    },
    run: async () => {
      const [loaded, { createRunWindow }] = await Promise.all([session(), come(parts.run)])
      return { session: loaded, createRunWindow }
    },
  }
}

const come = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  try {
    return await load()
  } catch (cause) {
    throw new PartError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** The same value for all who ask; a failure is forgotten. */
const onceLoaded = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loading: Promise<Value> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}
