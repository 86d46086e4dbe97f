import { rm } from 'node:fs/promises'
import { BUILT_PAGE, buildPage } from '../../host/page/support/buildPage'

/** Before all browser tests: builds the CRM's page, which every test process then serves; gives what takes it away. */
export default async (): Promise<() => Promise<void>> => {
  const folder = await buildPage()
  process.env[BUILT_PAGE] = folder
  return async () => {
    delete process.env[BUILT_PAGE]
    await rm(folder, { recursive: true, force: true })
  }
}
