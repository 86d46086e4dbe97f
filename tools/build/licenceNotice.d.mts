export const licenceNotice: (moduleIds: readonly string[]) => string
