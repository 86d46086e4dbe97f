import { readFile } from 'node:fs/promises'
import { argv, stderr, stdout } from 'node:process'
import type { WireAccountFile } from './accountWire'
import { diffAccountFields } from './diffAccountFields'
import type { PartialSettings } from './plainSettings'
import { readSavedText } from './readSavedText'

const shownDifferences = 50

/**
 * `npx tsx tests/oracle/checkAccount.ts URL [settings.json]`: exit code 0 when every stored value is right. Without a
 * file it judges by the settings that the account's widget has saved.
 */
async function checkAccount(url: string, settingsPath: string | undefined): Promise<number> {
  const answer = await fetch(new URL('/__host/account', url))
  if (!answer.ok) throw new Error(`GET /__host/account answered ${answer.status}`)
  const file = (await answer.json()) as WireAccountFile
  const settings = settingsPath === undefined ? savedSettings(file) : await readSettings(settingsPath)
  const differences = diffAccountFields(file, settings)
  for (const { entity, id, name, key, expected, stored } of differences.slice(0, shownDifferences)) {
    stdout.write(`${entity} ${id ?? '–'} ${name}: ${key} must be ${expected}, is ${stored}\n`)
  }
  const cards = (file.contacts?.length ?? 0) + (file.companies?.length ?? 0)
  stdout.write(`${cards} cards, ${file.leads?.length ?? 0} deals: ${differences.length} differences\n`)
  return differences.length === 0 ? 0 : 1
}

function savedSettings(file: WireAccountFile): PartialSettings {
  const text = file.widgets?.find((widget) => widget.settings?.custom)?.settings?.custom
  return text ? readSavedText(text) : {}
}

async function readSettings(path: string): Promise<PartialSettings> {
  return JSON.parse(await readFile(path, 'utf8')) as PartialSettings
}

const [url, settingsPath] = argv.slice(2)
if (url === undefined) {
  stderr.write('Usage: npx tsx tests/oracle/checkAccount.ts URL [settings.json]\n')
  process.exitCode = 2
} else {
  process.exitCode = await checkAccount(url, settingsPath)
}
