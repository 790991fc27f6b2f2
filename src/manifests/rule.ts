import type { Bundle } from './bundle.ts';
import type { Severity } from './finding.ts';
import type { Problem } from './problem.ts';

/** What a rule finds; its id is added by whoever runs it. */
export type Complaint = Omit<Problem, 'rule'>;

/** One thing that manifests can get wrong. Its documentation page and its tests are made from this. */
export interface Rule {
  /** Kebab-case; what `# perf-gate-ignore` and SARIF name. */
  readonly id: string;
  readonly severity: Severity;
  /** One line, without an end. */
  readonly title: string;
  /** What happens otherwise. */
  readonly reason: string;
  readonly fix: string;
  /** YAML with exactly this finding. */
  readonly bad: string;
  /** The same without any finding. */
  readonly good: string;
  /** It finds that something is missing: not asked where a document could not be read, which may be what is missing. */
  readonly aboutAbsence?: true;
  /** Absent for what the reading of files itself finds. */
  readonly check?: (bundle: Bundle) => Iterable<Complaint>;
}
