import type { CrmError, CrmIssue } from '../records/crmError'
import type { ParentWrite } from '../records/parentWrite'

/**
 * Which cards of a refused batch the CRM complains about, and its first complaint of each. Elements are named by their index in the batch
 * (no `request_id` is sent), by the refusals of the CRM's own rules by card id (API 1.6). Empty = the CRM named none.
 */
export function findGuilty(error: CrmError, batch: readonly ParentWrite[]): ReadonlyMap<number, CrmIssue> {
  const guilty = new Map<number, CrmIssue>()
  for (const issue of error.issues) {
    const write = nameWrite(issue, batch)
    if (write !== undefined && !guilty.has(write.id)) {
      guilty.set(write.id, issue)
    }
  }
  return guilty
}

function nameWrite(
  { code, path, requestId }: CrmIssue,
  batch: readonly ParentWrite[],
): ParentWrite | undefined {
  const number = Number(requestId ?? /^(\d+)\./.exec(path)?.[1] ?? Number.NaN)
  const byId = batch.find((write) => write.id === number)
  return code === 'business' ? byId : (batch[number] ?? byId)
}
