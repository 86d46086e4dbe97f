import type { AccountFile, FileCustomer } from '../../account/accountFile'
import type { BuyerScript, DemoLedger } from './demoLedger'
import { groupOf } from './demoUsers'
import { addDays, dayOf, startOfDay } from './moscowTime'

/** A moment at which the CRM moves a buyer to another stage by itself. */
interface BuyerStep {
  readonly at: number
  readonly statusId: number
}

export const buyerStages = {
  boughtRecently: 47000001,
  in30Days: 47000002,
  in7Days: 47000003,
  expected: 47000004,
  notBought: 47000005,
  closed: 47000006,
}

/** The stages of buyers in the wire shape. */
export function createBuyerStages(): NonNullable<AccountFile['customers_statuses']> {
  const stage = (id: number, name: string, color: string, type: number, conditions: unknown[] = []) => ({
    id,
    name,
    sort: id - buyerStages.boughtRecently,
    is_default: type !== 0,
    conditions,
    color,
    type,
  })
  const condition = (type: string, value: number) => [[{ type, match: { value }, conditions: [{ value }] }]]
  return [
    stage(buyerStages.boughtRecently, 'Недавно купили', '#ccff66', 4),
    stage(buyerStages.in30Days, 'Скоро покупка: 30 дней', '#fffeb2', 0, condition('before_purchase', 30)),
    stage(buyerStages.in7Days, 'Скоро покупка: 7 дней', '#ffdc7f', 0, condition('before_purchase', 7)),
    stage(buyerStages.expected, 'Ожидается покупка', '#99ccff', 1, condition('before_purchase', 0)),
    stage(buyerStages.notBought, 'Не купили', '#fd5598', 2),
    stage(buyerStages.closed, 'Закрытые', '#d5d8db', 3, condition('after_today', 60)),
  ]
}

/**
 * The buyers and their purchases as the CRM holds them at `now`, with the events of buyers who went away. A buyer's
 * stage follows from the last purchase; what is in sum bought is left to the CRM to total.
 */
export function createBuyersAt(
  scripts: readonly BuyerScript[],
  now: number,
): Pick<AccountFile, 'customers' | 'transactions'> & { events: DemoLedger['events'] } {
  const made = scripts.filter(({ createdAt }) => createdAt <= now)
  return {
    customers: made.map((script) => buyerAt(script, now)),
    transactions: made.flatMap(({ id, purchases }) =>
      purchases
        .filter(({ at }) => at <= now)
        .map((purchase) => ({
          id: purchase.id,
          customer_id: id,
          price: purchase.price / 100,
          comment: purchase.comment,
          completed_at: purchase.at,
          created_by: purchase.by,
          updated_by: purchase.by,
          created_at: purchase.at,
          updated_at: purchase.at,
        })),
    ),
    events: made.flatMap((script) => leavingEvents(script, now)),
  }
}

function buyerAt(script: BuyerScript, now: number): FileCustomer {
  const last = script.purchases.filter(({ at }) => at <= now).at(-1)
  const since = last?.at ?? script.createdAt
  const step = stepsAfter(since, script)
    .filter(({ at }) => at <= now)
    .at(-1)
  const isByRobot = step !== undefined && step.at > since
  return {
    id: script.id,
    name: script.name,
    next_price: script.usualPrice / 100,
    next_date: addDays(since, script.periodicity),
    status_id: step?.statusId ?? buyerStages.boughtRecently,
    periodicity: script.periodicity,
    responsible_user_id: script.responsibleId,
    group_id: groupOf(script.responsibleId),
    created_by: script.responsibleId,
    updated_by: isByRobot ? 0 : script.responsibleId,
    created_at: script.createdAt,
    updated_at: step?.at ?? since,
    _embedded: {
      tags: script.name.startsWith('Абонемент') ? [{ id: 330301, name: 'абонемент', color: null }] : [],
      contacts: script.contactIds.map((id, index) => ({ id, is_main: index === 0 })),
      companies: script.companyId === null ? [] : [{ id: script.companyId }],
    },
  }
}

/** Where a buyer stands after a purchase (or after being added) if nothing else is bought. */
function stepsAfter(since: number, { periodicity }: BuyerScript): BuyerStep[] {
  const morning = (daysLater: number): number => startOfDay(dayOf(since) + daysLater) + 300
  const steps = [
    { at: since, statusId: buyerStages.boughtRecently },
    { at: morning(Math.max(3, periodicity - 30)), statusId: buyerStages.in30Days },
    { at: morning(periodicity - 7), statusId: buyerStages.in7Days },
    { at: morning(periodicity), statusId: buyerStages.expected },
    { at: morning(periodicity + 3), statusId: buyerStages.notBought },
    { at: morning(periodicity + 60), statusId: buyerStages.closed },
  ]
  return steps.filter(({ at }, index) => index === 0 || at > since)
}

function leavingEvents(script: BuyerScript, now: number): DemoLedger['events'] {
  const starts = [script.createdAt, ...script.purchases.map(({ at }) => at)]
  return starts.flatMap((since, index) => {
    const until = Math.min(now, starts[index + 1] ?? now)
    const steps = stepsAfter(since, script)
    return steps.flatMap(({ at, statusId }, place) => {
      const before = steps[place - 1]
      const isLeaving = statusId === buyerStages.notBought || statusId === buyerStages.closed
      if (!isLeaving || at > until || before === undefined) return []
      return [
        {
          type: 'customer_status_changed',
          entity_id: script.id,
          entity_type: 'customer',
          created_by: 0,
          created_at: at,
          value_before: [{ customer_status: { id: before.statusId } }],
          value_after: [{ customer_status: { id: statusId } }],
        },
      ]
    })
  })
}
