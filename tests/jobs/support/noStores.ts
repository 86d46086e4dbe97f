import type { BulkRunDeps } from '../../../widget/jobs/bulkRunDeps'
import { createSourceReading } from '../../../widget/jobs/mirror/createSourceReading'
import type { NotStored } from '../../../widget/store/mirrorOutcome'

const refused: NotStored = { kind: 'notStored', reason: 'refused', detail: 'a test without storage' }

let tags = 0

/** A text that no other records of these tests have. */
export const nextTag = (): string => `t${(tags += 1)}`

/** A browser that stores nothing: every run reads the whole account, and none can be resumed. */
export const noStores = (): Pick<BulkRunDeps, 'reading' | 'checkpoints' | 'createTag'> => ({
  reading: createSourceReading({
    store: {
      peek: async () => null,
      load: async () => refused,
      save: async (_meta, snapshot) => {
        snapshot.release()
        return refused
      },
      drop: async () => refused,
      deleteAll: async () => refused,
    },
    createTag: nextTag,
  }),
  checkpoints: {
    peek: async () => refused,
    load: async () => refused,
    save: async ({ snapshot }) => {
      snapshot?.release()
      return refused
    },
    saveSoon: () => undefined,
    drop: async () => refused,
    lastOutcome: () => refused,
  },
  createTag: nextTag,
})
