import type { FileLead } from '../../account/accountFile'
import type { RecordSource } from '../../account/recordSource'
import { groupOf, salesPeople } from '../demo/demoUsers'
import {
  createdAt,
  createFacts,
  createIdRange,
  type Facts,
  type LargeSize,
  pickByChance,
  updatedAt,
} from './largeFacts'
import { archivedPipelineId, largeStageIds, largeUnsortedId, ordinaryPipelineIds } from './largePipelines'
import type { LargeLinks } from './createLinks'

const subjects = ['Поставка', 'Монтаж', 'Обслуживание', 'Проект', 'Доработка', 'Аренда']

/** Deals: a quarter won, 15 % lost, one in 500 in the trash; nothing is kept, each is computed from its index. */
export function createLeadSource(size: LargeSize, links: LargeLinks): RecordSource<FileLead> {
  const facts = createFacts(size.seed, 'leads')
  const ids = createIdRange(facts, 'leads', size.leads)
  const isDeletedAt = (index: number): boolean => facts(index, 'trash') < 0.002
  return {
    count: size.leads,
    ...ids,
    createdAtAt: (index) => createdAt(index, size.leads),
    updatedAtAt: (index) => updatedAt(index, size.leads, facts),
    contactIdsAt: (index) => links.contactIds(facts, index),
    companyIdAt: (index) => links.companyId(facts, index),
    isDeletedAt,
    recordAt(index) {
      const updated_at = updatedAt(index, size.leads, facts)
      const userId = pickByChance(salesPeople, facts(index, 'author'))
      const companyId = links.companyId(facts, index)
      const stage = stageOf(facts, index)
      return {
        id: ids.idAt(index),
        name: `${pickByChance(subjects, facts(index, 'name'))} №${index + 1}`,
        ...amountOf(facts, index),
        ...stage,
        responsible_user_id: userId,
        group_id: groupOf(userId),
        created_by: userId,
        updated_by: userId,
        created_at: createdAt(index, size.leads),
        updated_at,
        closed_at: stage.status_id === 142 || stage.status_id === 143 ? updated_at : null,
        ...(isDeletedAt(index) ? { is_deleted: true } : {}),
        _embedded: {
          tags: [],
          contacts: links.contactIds(facts, index).map((id, place) => ({ id, is_main: place === 0 })),
          companies: companyId === null ? [] : [{ id: companyId }],
        },
      }
    },
  }
}

function stageOf(facts: Facts, index: number): { pipeline_id: number; status_id: number } {
  const place = facts(index, 'pipeline')
  const pipelineId = place < 0.02 ? archivedPipelineId : pickByChance(ordinaryPipelineIds, place ** 1.6)
  const chance = facts(index, 'stage')
  if (chance < 0.25) return { pipeline_id: pipelineId, status_id: 142 }
  if (chance < 0.4) return { pipeline_id: pipelineId, status_id: 143 }
  if (chance < 0.41) return { pipeline_id: ordinaryPipelineIds[0] ?? pipelineId, status_id: largeUnsortedId }
  return {
    pipeline_id: pipelineId,
    status_id: pickByChance(largeStageIds(pipelineId), (chance - 0.41) / 0.59),
  }
}

/** Up to half a million in major units, small sums oftener; every eighth has kopecks, one in 33 is zero. */
function amountOf(facts: Facts, index: number): { price: number; price_with_minor_units?: number } {
  const chance = facts(index, 'amount')
  if (chance < 0.03) return { price: 0 }
  const price = 100 + Math.floor(chance ** 3 * 5000) * 100
  const kopecks = facts(index, 'kopecks')
  if (kopecks >= 0.125) return { price }
  return { price, price_with_minor_units: (price * 100 + 1 + Math.floor(kopecks * 8 * 99)) / 100 }
}
