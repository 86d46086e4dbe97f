// oxlint-disable-next-line typescript/no-restricted-imports -- the support contact stands in the manifest alone
import manifest from '../../manifest.json'
import type { Support } from '../texts/createTexts'

/** Where to write for help; a release has that of its makers. */
export const support: Support = manifest.widget.support
