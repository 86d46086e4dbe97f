/**
 * Which modules of the widget share a file of the archive: few files, all asked for at once, and each module in one of them.
 *
 * - what `script.ts` imports stays in script.js;
 * - `base`: settings, rights and words, which the menu of a list needs when it is wanted and every other part needs too;
 * - `session`: what talks to the CRM, and what at least two of the other parts need;
 * - the rest stays with the part that needs it.
 *
 * @param {{ entry: string, base: string[], session: string, parts: string[] }} options paths of modules: `base` is what the first group is made
 * from, `parts` are the other lazily loaded ones
 * @returns {{ plugin: import('vite').Plugin, groups: { name: string, test: (id: string) => boolean }[] }}
 */
export const partGroups = ({ entry, base, session, parts }) => {
  let inBase = new Set()
  let inSession = new Set()
  const plugin = {
    name: 'sales-analytics:part-groups',
    apply: 'build',
    buildEnd() {
      const reachedFrom = (id) => reach(id, (one) => this.getModuleInfo(one)?.importedIds ?? [])
      const inEntry = reachedFrom(entry)
      inBase = new Set(base.flatMap((id) => [...reachedFrom(id)]).filter((id) => !inEntry.has(id)))
      const counts = new Map()
      for (const part of parts) for (const id of reachedFrom(part)) counts.set(id, (counts.get(id) ?? 0) + 1)
      const shared = [...counts].filter(([, count]) => count > 1).map(([id]) => id)
      inSession = new Set(
        [...reachedFrom(session), ...shared].filter((id) => !inEntry.has(id) && !inBase.has(id)),
      )
    },
  }
  return {
    plugin,
    groups: [
      { name: 'base', test: (id) => inBase.has(id) },
      { name: 'session', test: (id) => inSession.has(id) },
    ],
  }
}

const reach = (id, importsOf) => {
  const found = new Set([id])
  for (const one of found) for (const other of importsOf(one)) found.add(other)
  return found
}
