import type { Unreported } from './outcome.ts'
import type { ReadingChoices } from './readings.ts'

/** A number as it was written ("95", "<40") or a machine number; absent, null and empty all mean not known. */
export type WrittenNumber = string | number | null | undefined

/** The laboratory's own word on a result, relative to its own range. */
export type Indicator = 'LOW' | 'NORMAL' | 'HIGH' | 'ABNORMAL'

/** The participant's value of the same quantity before treatment. Without a unit it is in the unit of the value. */
export type BaselineResult = {
  readonly value?: WrittenNumber
  readonly unit?: string | null | undefined
  readonly indicator?: Indicator | string | null | undefined
  readonly lln?: WrittenNumber
  readonly uln?: WrittenNumber
}

/** A measured quantity with its reference range and baseline. */
export type Measurement = {
  readonly value?: WrittenNumber
  readonly unit?: string | null | undefined
  readonly lln?: WrittenNumber
  readonly uln?: WrittenNumber
  readonly baseline?: BaselineResult | null | undefined
  readonly changeFromBaselinePercent?: WrittenNumber
}

/** An intervention or admission that was recorded: what it was, and the events (by id or term) it was given for. */
export type Care = {
  /** As the table calls it: "transfusion", "IV antibiotics", "hospitalization". */
  readonly what: string
  readonly for?: string | readonly string[] | undefined
  /** Planned, or demanded by the protocol. */
  readonly planned?: boolean | undefined
}

/** What is known about one adverse event term at one time. The event is asserted; everything else may be missing. */
export type Assessment = Measurement & {
  /** Which quantity the value is of, where a term can be graded by more than one ("ionized calcium"). */
  readonly analyte?: string | undefined
  /** Further quantities, by name, for terms that look at more than one. */
  readonly measures?: Readonly<Record<string, Measurement>> | undefined
  /** This result is the baseline record itself. */
  readonly atBaseline?: boolean | undefined
  readonly age?: number | undefined
  readonly sex?: string | undefined
  readonly fasting?: boolean | undefined
  /** Clinical facts by the phrases that `needs` prints; null is "asked, and not known". */
  readonly facts?: Readonly<Record<string, boolean | null>> | undefined
  /** Interventions and admissions of the participant; they count where they are linked to this event. */
  readonly care?: readonly Care[] | undefined
  /** The id by which care is linked to this event, besides the name of its term. */
  readonly event?: string | undefined
}

/** How to grade. */
export type GradingOptions = {
  readonly unreported?: Unreported
  readonly readings?: ReadingChoices
  /** A site's own terms, each with the term of the table it is coded to. */
  readonly coding?: CodingMap
}

/** A site's own terms, each with the term of the table it is coded to. */
export type CodingMap = Readonly<Record<string, string>>
