import type { AppGlobal } from './appTypes'

interface HostRequire {
  (names: readonly string[], done: (...modules: never[]) => void, failed: (error: unknown) => void): void
  config(options: Record<string, unknown>): void
  undef(name: string): void
  /** Called with what no caller of `require` takes itself. */
  onError?: (error: Error & { requireType?: string; requireModules?: readonly string[] }) => void
}

type HostDefine = (
  name: string,
  dependencies: readonly string[],
  factory: (...modules: unknown[]) => unknown,
) => void

/** What the page's script finds and leaves on `window`; not declared globally, since widgets declare it their own way. */
export interface HostWindow extends Window {
  APP: AppGlobal
  AMOCRM: AppGlobal
  requirejs: HostRequire
  require: HostRequire
  define: HostDefine
}

/** The window with the page's globals. */
export function hostWindow(): HostWindow {
  return window as unknown as HostWindow
}
