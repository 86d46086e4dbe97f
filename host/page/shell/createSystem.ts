import type { AppSystem } from '../appTypes'
import type { PageSession } from '../wire'

/** `APP.system`: the account's patterns in moment's letters, the clock as a number, the zone, the look of amounts (HOST). */
export function createSystem({ dates, account, user }: PageSession): AppSystem {
  const short = dates.date.replace(/[^A-Za-z]?YYYY[^A-Za-z]?/, '')
  return {
    format: {
      date: {
        date: dates.date,
        time: dates.time,
        full: `${dates.date} ${dates.time}`,
        date_short: short,
        year_short: dates.date.replace('YYYY', 'YY'),
        calendar: dates.date,
        calendar_no_year: short,
      },
      time: dates.hours,
    },
    timezone: dates.zone,
    locale: {
      currency: account.currency,
      currency_pattern: `#PRICE# ${account.currency_symbol}`,
      currency_symbol: account.currency_symbol,
      lang: user.lang,
    },
    domain: location.host,
    subdomain: account.subdomain,
  }
}
