/** Thrown by decoders; `place` is the dotted path inside the answer that was not understood. The client makes a `CrmError` of it. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly place: string

  constructor(place: string) {
    super(place)
    this.place = place
  }
}
