import type { RunFailure } from './runState'

/** Thrown inside a run that cannot do its work; carries what the user is told. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed'
  readonly failure: RunFailure

  constructor(failure: RunFailure) {
    super(failure.kind)
    this.failure = failure
  }
}
