/** An amount in major units as the lists show it: `500 000 ₽`; null gives an empty text. */
export function formatMoney(amount: number | null, symbol: string): string {
  if (amount === null) return ''
  return `${amount.toLocaleString('ru-RU', { maximumFractionDigits: 2 })} ${symbol}`
}
