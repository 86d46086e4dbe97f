/** Thrown inside a run whose plan counts otherwise than the one that the user was shown: nothing more is written before he was asked again. */
export class FiguresReplaced extends Error {
  override readonly name = 'FiguresReplaced'
}
