import { GateError } from '../model/gate-error.ts';
import type { VersionControl } from '../ports/version-control.ts';

/** Where a trend starts, and what it is called. */
export interface TrendStart {
  /** As it was asked for. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The time that a tag, a branch, a commit or a date stands for. Git is asked first, so that a tag may look like a date.
 * @throws GateError USAGE when it is none of them
 */
export async function resolveSince(text: string, versionControl: VersionControl): Promise<TrendStart> {
  const ref = await versionControl.ref(text);
  if (ref !== null) return { name: text, at: ref.at };
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return { name: text, at: new Date(time).toISOString() };
  throw new GateError(
    'USAGE',
    `--since: expected a tag, a branch, a commit or a date such as 2026-11-01, got "${text}"`,
    {
      fault: 'user',
      hint: 'Where git is asked there may be no such tag: a shallow clone has none (git fetch --tags gets them).',
    },
  );
}
