import { op, table } from 'arquero'
import initSqlJs from 'sql.js'
import { totalFigures } from '../../widget/calc/totalFigures'
import type { LinkColumns, SourceColumns } from '../../widget/records/columns'
import { bareLoop } from '../bareLoop'
import { classes, rulesOf, sizes, someSource } from '../engineSource'
import { formatNumber } from '../formatNumber'
import { medianTimes } from '../medianTimes'
import { type BenchRow, rowOf } from '../row'

/** One parent's deals as rivals want them: a row a link, the class already beside it. */
interface Links {
  readonly parent: Uint32Array
  readonly stageClass: Uint8Array
  readonly amount: Float64Array
}

/** Count and sum by parent and class: `class * parents + parent` → value. */
interface Grouped {
  readonly counts: Float64Array
  readonly sums: Float64Array
}

/**
 * The engine against arquero and SQLite (WebAssembly) that group the same deals. The rivals get the links joined and classified before the
 * clock starts, without the deals that count nowhere, and nothing but count and sum to do; the engine classifies, follows the links and makes the averages too.
 */
export const rivalRows = async (): Promise<readonly BenchRow[]> => {
  const source = someSource()
  const rules = rulesOf({})
  const bare = bareLoop(source.leads, classes, sizes.contacts, sizes.companies)
  const links = [linksOf(source, source.leads.contacts), linksOf(source, source.leads.companies)] as const
  const counts = [sizes.contacts, sizes.companies] as const
  const expected: readonly Grouped[] = [
    { counts: bare.contactCounts, sums: bare.contactSums },
    { counts: bare.companyCounts, sums: bare.companySums },
  ]
  const arquero = createArquero(links)
  const sqlite = await createSqlite(links)
  const isEqual = (rival: { read: (side: number, parents: number) => Grouped }): boolean =>
    counts.every((parents, side) => isSame(rival.read(side, parents), expected[side]!))
  const equal = { arquero: isEqual(arquero), sqlite: isEqual(sqlite) }
  const [engineMs = 0, arqueroMs = 0, sqliteMs = 0] = medianTimes([
    () => totalFigures(source, rules),
    arquero.run,
    sqlite.run,
  ])
  const compare = (name: string, ms: number, hasEqual: boolean): BenchRow =>
    rowOf(
      `engine against ${name}, the same account`,
      'engine ahead, equal results',
      `${formatNumber(ms / engineMs, 1)} × the engine's time, ${hasEqual ? 'equal results' : 'results differ'}`,
      ms > engineMs && hasEqual,
      `${formatNumber(ms)} ms against ${formatNumber(engineMs)} ms, median of 5; links joined and classified for the rival beforehand`,
    )
  return [
    compare('arquero groupby and rollup', arqueroMs, equal.arquero),
    compare("SQLite's GROUP BY (WebAssembly, in memory)", sqliteMs, equal.sqlite),
  ]
}

const linksOf = ({ leads }: SourceColumns, { offsets, targets }: LinkColumns): Links => {
  const parent = new Uint32Array(targets.length)
  const stageClass = new Uint8Array(targets.length)
  const amount = new Float64Array(targets.length)
  let count = 0
  for (let row = 0; row < leads.count; row += 1) {
    const found = classes[leads.stage[row]!]!
    if (found === 0) continue
    for (let link = offsets[row]!; link < offsets[row + 1]!; link += 1) {
      parent[count] = targets[link]!
      stageClass[count] = found
      amount[count] = leads.amounts[row]!
      count += 1
    }
  }
  return {
    parent: parent.slice(0, count),
    stageClass: stageClass.slice(0, count),
    amount: amount.slice(0, count),
  }
}

const createArquero = (sides: readonly Links[]) => {
  const tables = sides.map((links) => table({ ...links }))
  const group = (side: number) =>
    tables[side]!.groupby('parent', 'stageClass').rollup({ count: op.count(), sum: op.sum('amount') })
  return {
    run: () => sides.map((_, side) => group(side)),
    read: (side: number, parents: number): Grouped => {
      const groups = group(side)
      const read = emptyGroups(parents)
      for (let row = 0; row < groups.numRows(); row += 1)
        take(
          read,
          parents,
          ['parent', 'stageClass', 'count', 'sum'].map((name) => Number(groups.get(name, row))),
        )
      return read
    },
  }
}

const createSqlite = async (sides: readonly Links[]) => {
  const { Database } = await initSqlJs()
  const database = new Database()
  sides.forEach(({ parent, stageClass, amount }, side) => {
    database.run(`CREATE TABLE links${side} (parent INTEGER, class INTEGER, amount INTEGER)`)
    database.run('BEGIN')
    const insert = database.prepare(`INSERT INTO links${side} VALUES (?, ?, ?)`)
    for (let link = 0; link < parent.length; link += 1)
      insert.run([parent[link]!, stageClass[link]!, amount[link]!])
    insert.free()
    database.run('COMMIT')
  })
  const query = (side: number): string =>
    `SELECT parent, class, COUNT(*) AS n, SUM(amount) AS total FROM links${side} GROUP BY parent, class`
  return {
    // The groups stay in SQLite: a million rows handed to JavaScript would be most of the time.
    run: () => sides.map((_, side) => database.exec(`SELECT SUM(n), SUM(total) FROM (${query(side)})`)),
    read: (side: number, parents: number): Grouped => {
      const read = emptyGroups(parents)
      const statement = database.prepare(query(side))
      while (statement.step()) take(read, parents, statement.get().map(Number))
      statement.free()
      return read
    },
  }
}

const emptyGroups = (parents: number): Grouped => ({
  counts: new Float64Array(4 * parents),
  sums: new Float64Array(4 * parents),
})

const take = ({ counts, sums }: Grouped, parents: number, values: readonly number[]): void => {
  const [parent = 0, stageClass = 0, count = 0, sum = 0] = values
  counts[stageClass * parents + parent] = count
  sums[stageClass * parents + parent] = sum
}

const isSame = (one: Grouped, other: Grouped): boolean =>
  one.counts.every((count, at) => count === other.counts[at] && one.sums[at] === other.sums[at])
