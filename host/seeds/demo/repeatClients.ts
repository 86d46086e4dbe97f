import type { Random } from '../createRandom'
import { addClientDeal } from './addClientDeal'
import { addPrivateClient } from './addClients'
import { isSaleFree } from './decemberRule'
import type { DemoClient, DemoLedger } from './demoLedger'
import { addDays, dayOf, moscowTime } from './moscowTime'

interface RepeatSale {
  readonly client: string
  /** Minor units. */
  readonly price: number
  readonly closedAt: number
}

/** Every sale to the eight clients who bought more than once in December 2025. */
const repeatSales: readonly RepeatSale[] = [
  ...salesOf('Татьяна', [12_500, 1, 10, 0], [8025, 12, 15, 40], [6500, 27, 12, 5]),
  ...salesOf('Иван', [4500, 2, 11, 20], [3000, 9, 18, 0], [4000, 30, 16, 45]),
  ...salesOf('Ангелина', [3735, 3, 12, 10], [4500, 17, 13, 30], [3000, 24, 19, 15]),
  ...salesOf('Тимофей', [19_625, 4, 14, 0], [12_000, 22, 10, 30]),
  ...salesOf('Анастасия', [8600, 5, 16, 25], [7000, 26, 11, 50]),
  ...salesOf('Алишер', [7570, 8, 17, 5], [6000, 29, 17, 20]),
  ...salesOf('Екатерина', [6010, 10, 13, 45], [7000, 23, 15, 0]),
  ...salesOf('Дарья', [5340, 11, 18, 35], [5000, 31, 12, 0]),
]

/**
 * The deals of the eight clients that begin on a day, as functions that add them, each with its moment. Each deal
 * begins in the morning three days before it is won; the first one brings the client.
 */
export function planRepeatDeals(
  day: number,
  known: Map<string, DemoClient>,
): { at: number; add: (ledger: DemoLedger, random: Random) => void }[] {
  return repeatSales
    .map((sale) => ({ ...sale, at: addDays(sale.closedAt, -3) }))
    .filter(({ at }) => dayOf(at) === day)
    .map(({ client: name, price, closedAt, at }) => ({
      at,
      add(ledger, random) {
        const client = known.get(name) ?? addPrivateClient(ledger, random, at, name)
        known.set(name, client)
        isSaleFree(ledger, closedAt, [client])
        addClientDeal(ledger, random, {
          client,
          name: random.pick(['Фотокнига', 'Печать фотографий', 'Портрет на холсте']),
          price,
          at,
          endsAt: closedAt,
          outcome: 'won',
        })
      },
    }))
}

function salesOf(
  client: string,
  ...sales: readonly (readonly [price: number, day: number, hour: number, minute: number])[]
) {
  return sales.map(([price, day, hour, minute]) => ({
    client,
    price: price * 100,
    closedAt: moscowTime(2025, 12, day, hour, minute),
  }))
}
