import type { DealScript, DealStep } from './dealScript'
import type { DemoLedger } from './demoLedger'

/** The entries of the event log that a deal leaves, from its making to the trash. */
export function createDealEvents(script: DealScript): DemoLedger['events'] {
  const about = { entity_id: script.id, entity_type: 'lead' }
  const stage = (step: DealStep) => [{ lead_status: { id: step.stageId, pipeline_id: script.pipelineId } }]
  const events: DemoLedger['events'] = []
  for (const [index, step] of script.steps.entries()) {
    const before = script.steps[index - 1]
    const made = { ...about, created_by: step.by, created_at: step.at }
    if (before === undefined) events.push({ ...made, type: 'lead_added' })
    else {
      const change = { type: 'lead_status_changed', value_before: stage(before), value_after: stage(step) }
      events.push({ ...made, ...change })
    }
  }
  if (script.deletedAt !== null) {
    events.push({
      ...about,
      type: 'lead_deleted',
      created_by: script.responsibleId,
      created_at: script.deletedAt,
    })
  }
  return events
}
