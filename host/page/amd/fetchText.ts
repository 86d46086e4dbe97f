export interface ParentRequire {
  toUrl(name: string): string
}

export interface PluginLoad {
  (value: unknown): void
  error?: (error: Error) => void
}

/** Reads a file of the same origin for a loader plugin; `name` is a module name or an address. */
export async function fetchText(name: string, parentRequire: ParentRequire): Promise<string> {
  const answer = await fetch(parentRequire.toUrl(name), { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  return answer.text()
}
