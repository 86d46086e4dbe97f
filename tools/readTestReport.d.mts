export interface TestReport {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly string[]
  readonly unsteady: readonly string[]
}

export function readTestReport(text: string, root: string): TestReport
