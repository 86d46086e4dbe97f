import type { Random } from '../createRandom'

export interface PersonName {
  readonly first: string
  readonly last: string
}

/** Only names that the eight printed clients do not have. */
export const maleNames: readonly string[] = words(
  'Алексей Андрей Антон Артём Борис Вадим Виктор Глеб Даниил Денис Егор Игорь Кирилл Константин Леонид Максим',
)
export const femaleNames: readonly string[] = words(
  'Алина Анна Валерия Вера Виктория Галина Диана Евгения Елена Зоя Ирина Кира Ксения Лариса Марина Полина Юлия',
)
/** In the male form; the female one has an «а» more. */
export const familyNames: readonly string[] = words(
  `Абрикосов Берёзкин Васильков Ветров Вишняков Грачёв Дождев Ельников Журавлин Заречнев Ивушкин Каштанов Клёнов
   Ландышев Лугов Малинин Ночкин Облаков Озеров Полянин Рассветов Ромашкин Рощин Рябинин Снегов Соловушкин Травин
   Туманов Фиалкин Холмов Черёмухин Ясенев`,
)

const latinLetters: ReadonlyMap<string, string> = new Map(
  words(
    `а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh
     щ:sch ъ: ы:y ь: э:e ю:yu я:ya`,
  ).map((pair) => [pair.slice(0, 1), pair.slice(2)]),
)

/** A made-up person: names out of lists, so no real one is meant. */
export function createPersonName(random: Random): PersonName {
  const isWoman = random.isHit(0.5)
  const last = random.pick(familyNames)
  return isWoman
    ? { first: random.pick(femaleNames), last: `${last}а` }
    : { first: random.pick(maleNames), last }
}

/** Russian words as the Latin part of an address: «Анна Рощина» → "anna.roschina". */
export function formatLatin(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, (letter) => latinLetters.get(letter) ?? '.')
    .replaceAll(/\.+/g, '.')
    .replaceAll(/^\.|\.$/g, '')
}

function words(text: string): string[] {
  return text.split(/\s+/)
}
