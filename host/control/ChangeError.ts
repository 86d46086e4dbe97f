/** A change that names something the account does not have, or that does not exist for it. */
export class ChangeError extends Error {}
