/** A row of the vendor's printed table: name; sold pcs, sum, average; in work pcs, sum; refused pcs, sum. */
export type PrintedCompany = readonly [string, number, number, number, number, number, number, number]

/** The 19 companies of the printed table of 15.10.2020, in its order. */
export const printedCompanies: readonly PrintedCompany[] = `
Остров идей;2;500000;250000;1;55000;0;0
Рациональ;2;325000;162500;0;0;0;0
Перцы;2;300000;150000;0;0;0;0
Усилитель вкуса;2;270000;135000;0;0;0;0
Четвертый кит;2;270000;135000;0;0;0;0
ООО ТУД ТЕХНОЛОГИИ;2;157500;78750;2;80000;0;0
100 квадратов;2;155000;77500;0;0;0;0
Пять утра;1;150000;150000;0;0;1;150000
Рекламный код;1;150000;150000;0;0;1;150000
Бобренок;1;150000;150000;0;0;0;0
Меллит;1;150000;150000;1;55000;0;0
АБВета;1;150000;150000;1;120000;0;0
АБЕЛЮЯ;1;150000;150000;1;120000;0;0
Выход;1;150000;150000;1;40000;0;0
Нобелис;1;150000;150000;1;150000;0;0
Хочу слона;1;150000;150000;1;150000;0;0
Ozani;1;150000;150000;1;55000;0;0
Новинка;1;150000;150000;1;10000;0;0
Альбертс;1;150000;150000;1;20000;0;0`
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', ...figures] = line.split(';')
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = figures.map(Number)
    return [name, a, b, c, d, e, f, g] as const
  })

const sumOf = (column: 1 | 2 | 4 | 5 | 6 | 7): number =>
  printedCompanies.reduce((sum, row) => sum + row[column], 0)

/** Sold pcs and sum, in work pcs and sum, refused pcs and sum of the printed table. */
export const printedTotals = ([1, 2, 4, 5, 6, 7] as const).map(sumOf)
