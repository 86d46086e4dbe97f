/** A number that may not be mixed up with another kind of number: the brand exists for the compiler only. */
export type Brand<Name extends string> = number & { readonly __brand: Name }

/** Money in hundredths of the account's currency: an integer, exact. */
export type MinorUnits = Brand<'MinorUnits'>

/** Whole seconds since 1970-01-01T00:00:00Z, the CRM's only unit of time. */
export type UnixSeconds = Brand<'UnixSeconds'>

/** Milliseconds of a monotonic or wall clock, as the injected clock gives them. */
export type Milliseconds = Brand<'Milliseconds'>
