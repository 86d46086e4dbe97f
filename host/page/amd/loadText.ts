export interface ParentRequire {
  toUrl(name: string): string
}

export interface PluginLoad {
  (value: unknown): void
  error?: (error: unknown) => void
}

/** Reads a file of the same origin for a loader plugin and gives `done` what `read` makes of its text, or the error. */
export async function loadText(
  name: string,
  parentRequire: ParentRequire,
  read: (text: string) => unknown,
  done: PluginLoad,
): Promise<void> {
  try {
    const answer = await fetch(parentRequire.toUrl(name), { credentials: 'same-origin' })
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    done(read(await answer.text()))
  } catch (error) {
    done.error?.(error)
  }
}
