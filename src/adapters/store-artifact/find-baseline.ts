import type { HistoryEvent } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { EventsLookup } from '../../ports/baseline-store.ts';
import type { GithubClient } from '../github/github-client.ts';
import { type ArtifactLimits, type ArtifactReading, artifactsOf, readArtifact } from './baseline-artifact.ts';
import { type GoodRun, goodRuns } from './good-runs.ts';

export interface FindOptions {
  readonly client: GithubClient;
  readonly workflow: string;
  readonly artifactName: string;
  readonly otherNames: readonly string[];
  readonly ownRun: number;
  readonly limits: ArtifactLimits;
  /** Runs whose artifacts are looked into; those that left none of these names are passed by. */
  readonly maxRuns: number;
  /** Runs that are asked what they left: a bound on requests where a workflow mostly does other things. */
  readonly maxAsked: number;
  readonly source: string;
}

export interface FoundBaseline {
  readonly kind: 'found';
  readonly keys: readonly string[];
  readonly events: readonly HistoryEvent[];
  readonly source: string;
  readonly notices: readonly Notice[];
}

type Absent = Extract<EventsLookup, { kind: 'absent' }>;
type Unreadable = Extract<EventsLookup, { kind: 'unreadable' }>;

/** The baseline of the newest run that left one, on the first branch that has any. Throws what octokit throws. */
export async function findBaseline(
  options: FindOptions,
  branches: readonly string[],
  key: string | null,
): Promise<FoundBaseline | Absent | Unreadable> {
  let damaged: Unreadable | null = null;
  let expired: GoodRun | null = null;
  for (const branch of branches) {
    const search = await searchBranch(options, branch, key);
    if (search.found !== null) return search.found;
    damaged ??= search.damaged;
    expired ??= search.expired;
  }
  if (damaged !== null) return damaged;
  const notices = expired === null ? [] : [expiredNotice(expired, options)];
  return { kind: 'absent', source: options.source, notices };
}

interface BranchSearch {
  readonly found: FoundBaseline | null;
  readonly damaged: Unreadable | null;
  readonly expired: GoodRun | null;
}

async function searchBranch(options: FindOptions, branch: string, key: string | null): Promise<BranchSearch> {
  let damaged: Unreadable | null = null;
  let expired: GoodRun | null = null;
  let [asked, looked] = [0, 0];
  const names = [options.artifactName, ...options.otherNames];
  for await (const run of goodRuns({ ...options, branch })) {
    if (looked >= options.maxRuns || ++asked > options.maxAsked) break;
    const artifacts = await artifactsOf(options.client, run.id, names);
    if (artifacts.length > 0) looked++;
    for (const artifact of artifacts) {
      if (artifact.isExpired) {
        expired ??= run;
        continue;
      }
      const reading = await readUnlessGone(options, artifact.id, key);
      if (reading?.kind === 'damaged') damaged ??= unreadable(options, run, reading);
      if (reading?.kind !== 'events' || reading.events.length === 0) continue;
      return { found: foundIn(artifact.name, run, branch, reading, damaged), damaged, expired };
    }
  }
  return { found: null, damaged, expired };
}

/** `null`: it was deleted, or expired, since it was listed. */
async function readUnlessGone(
  { client, limits }: FindOptions,
  id: number,
  key: string | null,
): Promise<ArtifactReading | null> {
  try {
    return await readArtifact(client, id, key, limits);
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : null;
    if (status === 404 || status === 410) return null;
    throw error;
  }
}

function foundIn(
  artifactName: string,
  run: GoodRun,
  branch: string,
  { keys, events }: Extract<ArtifactReading, { kind: 'events' }>,
  damaged: Unreadable | null,
): FoundBaseline {
  const source = `the artifact ${artifactName} of run ${run.id} on ${branch}`;
  const notices = damaged === null ? [] : [damagedNotice(damaged, source)];
  return { kind: 'found', keys, events, source, notices };
}

function unreadable(
  { artifactName }: FindOptions,
  run: GoodRun,
  { cause, hint }: Extract<ArtifactReading, { kind: 'damaged' }>,
): Unreadable {
  return { kind: 'unreadable', where: `the artifact ${artifactName} of run ${run.id}`, cause, hint };
}

function damagedNotice({ where, cause }: Unreadable, used: string): Notice {
  return {
    code: 'artifact-damaged',
    text: `${where} is damaged (${cause}); ${used}, an older one, was read.`,
  };
}

function expiredNotice(run: GoodRun, { artifactName }: FindOptions): Notice {
  const text =
    `There was a baseline: run ${run.id} (commit ${run.commit.slice(0, 7)}) uploaded the artifact ${artifactName}, ` +
    'which has expired. A longer `retention-days` keeps it.';
  return { code: 'baseline-expired', text };
}
