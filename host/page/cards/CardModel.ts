/**
 * What the user has typed into one form, by input name: the part of a Backbone model that widgets read.
 * A silent `.val()` on an input does not reach it; a `change` does.
 */
export class CardModel {
  /** Values now, typed ones included. */
  readonly attributes: Record<string, string>
  /** Values as they were drawn. */
  defaults: Record<string, string>
  /** Names whose value differs from what was drawn: these alone are saved. */
  changed_fields: string[] = []

  constructor(values: Record<string, string>) {
    this.attributes = { ...values }
    this.defaults = { ...values }
  }

  get(name: string): string | undefined {
    return this.attributes[name]
  }

  /** Takes a value; a value equal to the drawn one is no change. */
  set(name: string, value: string): void {
    this.attributes[name] = value
    const others = this.changed_fields.filter((one) => one !== name)
    const isChanged = (this.defaults[name] ?? '') !== value
    this.changed_fields = isChanged ? [...others, name] : others
  }

  hasChanged(): boolean {
    return this.changed_fields.length > 0
  }

  toJSON(): Record<string, string> {
    return { ...this.attributes }
  }
}
