import { hostWindow } from '../../hostWindow'
import { html, type Markup } from '../../markup'
import { translate } from '../../texts/translate'
import { type Day, today } from './dateText'

/** One month of a calendar, weeks from Monday, with steps to the months beside it. */
export function drawCalendar(year: number, month: number, chosen: Day | null): Markup {
  const first = new Date(year, month - 1, 1)
  const before = (first.getDay() + 6) % 7
  const length = new Date(year, month, 0).getDate()
  const language = hostWindow().APP.lang_id
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' }).format(first)
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' })
  const now = today()
  const day = (number: number): Markup => {
    const one = { year, month, day: number }
    const name = `date_field__calendar-day${isSame(one, now) ? ' today' : ''}${isSame(one, chosen) ? ' selected' : ''}`
    return html`<button type="button" class="${name}" data-year="${year}" data-month="${month}" data-day="${number}">${number}</button>`
  }
  // 3 January 2000 was a Monday.
  return html`<div class="date_field__calendar-head">${step(year, month - 1, '‹', translate('controls.earlier'))}<span
    class="date_field__calendar-title">${title}</span>${step(year, month + 1, '›', translate('controls.later'))}</div>
    <div class="date_field__calendar-days">${Array.from(
      { length: 7 },
      (_, index) =>
        html`<span class="date_field__calendar-weekday">${weekday.format(new Date(2000, 0, 3 + index))}</span>`,
    )}${Array.from({ length: before }, () => html`<span></span>`)}${Array.from({ length }, (_, index) => day(index + 1))}</div>`
}

function step(year: number, month: number, sign: string, label: string): Markup {
  const to = new Date(year, month - 1, 1)
  return html`<button type="button" class="date_field__calendar-step" data-year="${to.getFullYear()}" data-month="${
    to.getMonth() + 1
  }" aria-label="${label}">${sign}</button>`
}

function isSame(one: Day, other: Day | null): boolean {
  return other !== null && one.year === other.year && one.month === other.month && one.day === other.day
}
