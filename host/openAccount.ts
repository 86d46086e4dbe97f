import type { AccountFile, LargeAccount } from './account/accountFile'

/** Names of the built-in accounts. */
export type AccountName = 'demo' | 'empty' | 'large'

/** Numbers of records of the large account. */
export interface AccountSizes {
  leads: number
  contacts: number
  companies: number
  customers: number
}

/** Sizes of the large account where the command line names none. */
export const LARGE_SIZES: Readonly<AccountSizes> = {
  leads: 1_000_000,
  contacts: 300_000,
  companies: 100_000,
  customers: 20_000,
}

const SEED = 1

/** Makes a built-in account. `now` (unix seconds) is the day up to which the demo account's deals run. */
export async function openAccount(
  name: AccountName,
  sizes: AccountSizes,
  now: number,
): Promise<LargeAccount> {
  if (name === 'empty') return { file: {}, sources: {} }
  if (name === 'large') {
    const { createLargeAccount } = await import('./seeds/createLargeAccount')
    return createLargeAccount({ ...sizes, seed: SEED })
  }
  const { createDemoAccount } = await import('./seeds/createDemoAccount')
  const file: AccountFile = createDemoAccount(now)
  return { file, sources: {} }
}
