import { answerWithin } from './answerWithin'
import { deleteStore } from './deleteStore'
import { withStore } from './mirrorAccess'
import { dropBlocks, loadBlocks, saveBlocks } from './mirrorBlocks'
import type { MirrorMeta } from './mirrorMeta'
import type { MirrorStore } from './mirrorStore'
import type { StoreOwner } from './openStore'

/** Shape of `MirrorMeta` and of the blocks. A change of either needs a new number: what has another one is read anew. */
const mirrorSchema = 1

/** The mirror of this owner. */
export const createMirrorStore = (owner: StoreOwner): MirrorStore => ({
  async peek() {
    const space = await withStore(owner, async (store) => ({
      kind: 'found' as const,
      stored: await answerWithin(store.get('spaces', 'mirror')),
    }))
    if (space.kind === 'notStored' || space.stored?.schema !== mirrorSchema) return null
    return space.stored.header as MirrorMeta
  },
  async load(onLoad) {
    const loaded = await loadBlocks(owner, 'mirror', mirrorSchema, (header) => onLoad(header as MirrorMeta))
    if (loaded.kind === 'loaded') return { kind: 'loaded', meta: loaded.header as MirrorMeta }
    if (loaded.kind === 'otherSchema' && loaded.schema > mirrorSchema)
      return { kind: 'notStored', reason: 'newer', detail: `schema ${loaded.schema}` }
    return loaded.kind === 'notStored' ? loaded : { kind: 'none' }
  },
  async save(meta, snapshot) {
    const outcome = await saveBlocks(owner, 'mirror', { schema: mirrorSchema, header: meta, snapshot })
    snapshot.release()
    return outcome
  },
  drop: () => dropBlocks(owner, 'mirror'),
  async deleteAll() {
    try {
      await deleteStore(owner)
      return { kind: 'stored' }
    } catch (error) {
      return { kind: 'notStored', reason: 'refused', detail: String(error) }
    }
  },
})
