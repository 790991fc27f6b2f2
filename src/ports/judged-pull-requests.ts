import type { JudgedRun } from '../model/judged-run.ts';
import type { Report } from '../model/report.ts';
import type { Delivery } from './report-sink.ts';

/** Where a report belongs; nothing of this comes from the report. */
export interface CommentTarget {
  readonly pull: number;
  readonly head: string;
  /** Pages that the comment links to. */
  readonly runUrl: string;
  readonly artifactUrl: string | null;
}

/** Pull requests, as a companion workflow sees them. */
export interface JudgedPullRequests {
  /**
   * Numbers of the open pull requests that have this run's head now: same repository, same branch, same commit.
   * @throws GateError
   */
  withHeadOf(run: JudgedRun): Promise<readonly number[]>;
  /** Puts a report into the comment of a pull request. Never throws. */
  comment(report: Report, target: CommentTarget): Promise<Delivery>;
}
