import { writeAccount } from '../../../host/account/writeAccount'
import type { HostApp } from '../../../host/createApp'
import type { WireAccountFile } from '../../oracle/accountWire'

/** The account of a local CRM as an account file, with everything written so far. */
export const readAccount = (host: HostApp): WireAccountFile =>
  JSON.parse([...writeAccount(host.store, null)].join('')) as WireAccountFile
