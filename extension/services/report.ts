/** A piece of a report. Findings arrive one by one or many at a time; `end` comes last, unless the reading fails or is stopped. */
export type ReportPart =
  | { readonly type: "found"; readonly findings: readonly Finding[] }
  /** So far: "Compared 120 pages." */
  | { readonly type: "progress"; readonly message: string }
  | { readonly type: "end"; readonly message: string; readonly complete: boolean };

export interface Finding {
  readonly id: string;
  /** Findings of one group stand together: "Spaces", "Pages". */
  readonly group: string;
  readonly label: string;
  /** Where it is: the name of its space. */
  readonly where?: string;
  readonly url?: string;
}
