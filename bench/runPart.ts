import { parts } from './parts'

/**
 * Runs one part in this process and gives its rows to the parent: `process.argv[2]` names it. A process of its own keeps what one part leaves
 * in memory, and what its code was optimised for, away from the next.
 */
const name = process.argv[2] ?? ''
const part = parts[name]
if (part === undefined) throw new Error(`There is no part ${name}`)
// Whatever happens to the parent, nothing stays behind: what this part started ends with it.
process.on('disconnect', () => process.exit(1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const rows = await part.measure()
if (process.send === undefined) console.log(JSON.stringify(rows, null, 2))
else await new Promise<void>((resolve) => process.send?.(rows, () => resolve()))
process.exit(0)
