/** The parts of an account file that the oracle reads. Every key but `id` may be missing: the CRM's defaults stand in. */
export interface WireAccountFile {
  readonly account?: { readonly customers_mode?: string }
  readonly pipelines?: readonly WirePipeline[]
  readonly customers_statuses?: readonly WireCustomerStatus[]
  readonly leads?: readonly WireLead[]
  readonly customers?: readonly WireCustomer[]
  readonly transactions?: readonly WireTransaction[]
  readonly contacts?: readonly WireCard[]
  readonly companies?: readonly WireCard[]
  readonly events?: readonly WireEvent[]
  readonly widgets?: readonly { readonly settings?: { readonly custom?: string | null } | null }[]
  readonly custom_fields?: {
    readonly contacts?: readonly WireField[]
    readonly companies?: readonly WireField[]
  }
}

export interface WirePipeline {
  readonly id: number
  readonly is_archive?: boolean
  readonly _embedded?: { readonly statuses?: readonly WireStage[] }
}

export interface WireStage {
  readonly id: number
  readonly type?: number
}

export interface WireCustomerStatus {
  readonly id: number
  readonly sort?: number
  readonly is_default?: boolean
  readonly type?: number
}

export interface WireLink {
  readonly id: number
  readonly is_main?: boolean | null
}

export interface WireLead {
  readonly id: number
  readonly name?: string
  readonly price?: number | null
  readonly price_with_minor_units?: number | null
  readonly status_id: number
  readonly pipeline_id: number
  readonly closed_at?: number | null
  readonly is_deleted?: boolean
  readonly custom_fields_values?: readonly WireFieldValue[] | null
  readonly _embedded?: {
    readonly contacts?: readonly WireLink[]
    readonly companies?: readonly WireLink[]
  }
}

export interface WireCustomer {
  readonly id: number
  readonly name?: string
  readonly status_id?: number
  readonly next_price?: number | null
  readonly ltv?: number | null
  readonly purchases_count?: number | null
  readonly is_deleted?: boolean
  readonly _embedded?: {
    readonly contacts?: readonly WireLink[]
    readonly companies?: readonly WireLink[]
  }
}

export interface WireTransaction {
  readonly id: number
  readonly customer_id?: number
  readonly price?: number | null
  readonly completed_at?: number | null
  readonly is_deleted?: boolean
}

/** A contact or a company: the two kinds of card that hold the figures. */
export interface WireCard {
  readonly id: number
  readonly name?: string
  readonly is_deleted?: boolean
  readonly is_unsorted?: boolean
  readonly custom_fields_values?: readonly WireFieldValue[] | null
  readonly _embedded?: { readonly companies?: readonly WireLink[] }
}

export interface WireEvent {
  readonly type: string
  readonly entity_id: number
  readonly created_at: number
  readonly value_after?: unknown
}

export interface WireField {
  readonly id: number
  readonly name?: string
  readonly type?: string
  readonly code?: string | null
}

export interface WireFieldValue {
  readonly field_id?: number
  readonly field_code?: string | null
  readonly values?: readonly { readonly value?: unknown }[] | null
}
