import type { Random } from '../createRandom'
import { addClientDeal } from './addClientDeal'
import { addCompany } from './addClients'
import type { DemoLedger } from './demoLedger'
import { addDays, moscowTime } from './moscowTime'

/** Amounts in major units of what a company bought, has in work and refused by 15.10.2020 10:34. */
interface PrintedCompany {
  readonly name: string
  readonly bought: readonly number[]
  readonly inWork?: readonly number[]
  readonly refused?: readonly number[]
}

/** The first page of a companies list as a user saw it on 15.10.2020 at 10:34. */
const printedCompanies: readonly PrintedCompany[] = [
  { name: 'Остров идей', bought: [320_000, 180_000], inWork: [55_000] },
  { name: 'Рациональ', bought: [175_000, 150_000] },
  { name: 'Перцы', bought: [150_000, 150_000] },
  { name: 'Усилитель вкуса', bought: [150_000, 120_000] },
  { name: 'Четвертый кит', bought: [150_000, 120_000] },
  { name: 'ООО ТУД ТЕХНОЛОГИИ', bought: [97_500, 60_000], inWork: [55_000, 25_000] },
  { name: '100 квадратов', bought: [100_000, 55_000] },
  { name: 'Пять утра', bought: [150_000], refused: [150_000] },
  { name: 'Рекламный код', bought: [150_000], refused: [150_000] },
  { name: 'Бобренок', bought: [150_000] },
  { name: 'Меллит', bought: [150_000], inWork: [55_000] },
  { name: 'АБВета', bought: [150_000], inWork: [120_000] },
  { name: 'АБЕЛЮЯ', bought: [150_000], inWork: [120_000] },
  { name: 'Выход', bought: [150_000], inWork: [40_000] },
  { name: 'Нобелис', bought: [150_000], inWork: [150_000] },
  { name: 'Хочу слона', bought: [150_000], inWork: [150_000] },
  { name: 'Ozani', bought: [150_000], inWork: [55_000] },
  { name: 'Новинка', bought: [150_000], inWork: [10_000] },
  { name: 'Альбертс', bought: [150_000], inWork: [20_000] },
]

/** Adds the 19 companies and their deals, the latest change of which is before 15.10.2020 10:34. */
export function addPrintedCompanies(ledger: DemoLedger, random: Random): void {
  const drafts = printedCompanies.flatMap(({ name, bought, inWork = [], refused = [] }, index) => {
    const at = moscowTime(2019, 3, 4 + index * 9, 9 + (index % 8), index)
    const client = addCompany(ledger, random, at, name)
    const draft = (outcome: 'won' | 'lost' | 'open', from: number) => (price: number, place: number) => {
      const start = from + place * 97 + random.integer(0, 60)
      return { client, outcome, price: price * 100, at: addDays(at, start) + random.integer(0, 7200) }
    }
    return [
      ...bought.map(draft('won', 20)),
      ...refused.map(draft('lost', 110)),
      ...inWork.map(draft('open', 190)),
    ]
  })
  for (const { client, outcome, price, at } of drafts.sort((left, right) => left.at - right.at)) {
    const endsAt = Math.min(addDays(at, random.integer(5, 40)), moscowTime(2020, 10, 15, 10, 30))
    addClientDeal(ledger, random, { client, at, endsAt, outcome, price, name: `Заказ для «${client.name}»` })
  }
}
