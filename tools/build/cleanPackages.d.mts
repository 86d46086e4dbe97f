export const cleanPackages: () => {
  name: string
  readonly transform: (code: string, id: string) => Promise<{ code: string; map: null } | null>
}
