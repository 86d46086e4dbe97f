export const importTable: Record<string, { from: string[]; typesFrom: string[]; packages: string[] }>
export const oxlintConfig: Record<string, unknown>
