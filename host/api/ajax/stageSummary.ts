import type { AccountStore } from '../../account/accountStore'
import type { WireUser } from '../../account/wireAccount'
import { recordFilter } from '../rights'

/** Count and sum of the user's visible deals by pipeline and stage, for the page of the analytics section. */
export function stageSummary(store: AccountStore, user: WireUser): unknown {
  const leads = store.tables.leads
  const isVisible = recordFilter(store, user, 'leads', 'view')
  const totals = new Map<string, { count: number; sum: number }>()
  for (let index = 0; index < leads.size; index += 1) {
    if (!leads.isLive(index) || (isVisible && !isVisible(index))) continue
    const lead = leads.read(index)
    const key = `${lead.pipeline_id}/${lead.status_id}`
    const total = totals.get(key) ?? { count: 0, sum: 0 }
    total.count += 1
    total.sum += lead.price
    totals.set(key, total)
  }
  return {
    pipelines: store.pipelines.map(({ id, name, _embedded }) => ({
      id,
      name,
      stages: _embedded.statuses.map((stage) => ({
        id: stage.id,
        name: stage.name,
        color: stage.color,
        ...(totals.get(`${id}/${stage.id}`) ?? { count: 0, sum: 0 }),
      })),
    })),
  }
}
