import { readFileSync } from 'node:fs'

const folder = new URL('../../fixtures/api-samples/', import.meta.url)

/** A sample of the CRM's answers as text. */
export const readSampleText = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

/** A sample as JSON; files with both halves of a call give what `half` names. */
export function readSample(name: string, half?: 'request' | 'response'): unknown {
  const sample: unknown = JSON.parse(readSampleText(name))
  if (half === undefined) {
    return sample
  }
  return (sample as Record<string, { readonly body: unknown }>)[half]?.body
}
