import type { Random } from '../createRandom'
import { createPersonName } from './personNames'

const adjectives =
  'Белый Быстрый Верный Добрый Живой Зелёный Золотой Красный Лесной Летний Первый Простой Северный Синий Тёплый Южный'.split(
    ' ',
  )
const nouns =
  'берег ветер город двор дом завод квартал ключ ковёр маяк мост огород парк пекарь порт путь сад свет склад стол цех'.split(
    ' ',
  )
const shops = 'Кафе Клиника Магазин Мастерская Салон Студия Типография Школа'.split(' ')

/** A company name that is not among `taken` yet; it is added there. */
export function createCompanyName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name = draftName(random)
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

function draftName(random: Random): string {
  const title = `${random.pick(adjectives)} ${random.pick(nouns)}`
  const kind = random.fraction()
  if (kind < 0.5) return `ООО «${title}»`
  if (kind < 0.68) return title
  if (kind < 0.86) return `${random.pick(shops)} «${title}»`
  const { first, last } = createPersonName(random)
  return `ИП ${last} ${first.slice(0, 1)}. ${random.pick(['А', 'В', 'И', 'Н', 'П', 'С'])}.`
}
