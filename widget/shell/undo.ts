/** Takes back what a mount did. Calling it again does nothing. */
export type Undo = () => void

/** Gives an undo that runs `undo` once, however often it is called. */
export const createUndo = (undo: Undo): Undo => {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    undo()
  }
}

/** One undo for many, run in the opposite order of mounting. All of them run even if one throws; the first error is thrown at the end. */
export const createUndoOfAll = (undos: readonly Undo[]): Undo =>
  createUndo(() => {
    const errors: unknown[] = []
    for (const undo of [...undos].reverse()) {
      try {
        undo()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  })

/** A place for one mounted thing: whoever mounts next takes the place. */
export interface UndoSlot {
  /** Undoes what is mounted now, mounts, and gives an undo that does nothing once another has taken the place. */
  mount(mount: () => Undo): Undo
  clear(): void
  isTaken(): boolean
}

export const createUndoSlot = (): UndoSlot => {
  let current: Undo | undefined
  const clear = (): void => {
    const undo = current
    current = undefined
    undo?.()
  }
  return {
    mount(mount) {
      clear()
      const undo = createUndo(mount())
      current = undo
      return () => {
        if (current === undo) clear()
      }
    },
    clear,
    isTaken: () => current !== undefined,
  }
}
