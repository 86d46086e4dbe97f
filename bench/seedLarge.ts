import { createLargeAccount } from '../host/seeds/createLargeAccount'

const size = { leads: 1_000_000, contacts: 300_000, companies: 100_000, customers: 50_000, seed: 1 }
const pageSize = 250

/** `npx tsx bench/seedLarge.ts`: what it costs to make and to read the large account. */
function measureLargeAccount(): void {
  const before = process.memoryUsage().rss
  const { sources } = timed('make', () => createLargeAccount(size))
  const { leads } = sources
  if (leads === undefined) return
  timed('change times of all deals', () => sumOver(leads.count, (index) => leads.updatedAtAt(index)))
  timed('links of all deals', () => sumOver(leads.count, (index) => leads.contactIdsAt?.(index).length ?? 0))
  timed('ids of all deals, there and back', () =>
    sumOver(leads.count, (index) => leads.indexOf(leads.idAt(index))),
  )
  timed(`one page of ${pageSize} deals`, () =>
    Array.from({ length: pageSize }, (_, index) => leads.recordAt(500_000 + index)),
  )
  const megabytes = (process.memoryUsage().rss - before) / 1_048_576
  console.log(`memory of the process grew by ${megabytes.toFixed(0)} MB`)
}

function sumOver(count: number, valueAt: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < count; index += 1) sum += valueAt(index)
  return sum
}

function timed<T>(what: string, run: () => T): T {
  const start = performance.now()
  const result = run()
  console.log(`${what}: ${(performance.now() - start).toFixed(1)} ms`)
  return result
}

measureLargeAccount()
