import { type BundledEvent, writeBundle } from '../../history/bundle.ts';
import { eventId } from '../../history/event-record.ts';
import { foldHistory, inOrder } from '../../history/fold-history.ts';
import { newestEvents } from '../../history/newest-events.ts';
import type { HistoryEvent } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { BaselineStore, EventsLookup } from '../../ports/baseline-store.ts';
import type { GithubClient } from '../github/github-client.ts';
import { githubFault } from '../github/github-fault.ts';
import { type ArtifactLimits, BASELINE_FILE, USUAL_LIMITS } from './baseline-artifact.ts';
import { type FoundBaseline, findBaseline } from './find-baseline.ts';

export interface ArtifactStoreOptions {
  /** `null`: there is no token, so earlier artifacts cannot be read. */
  readonly client: GithubClient | null;
  /** File name of this workflow: `perf.yml`; `null` or empty: not known, so its earlier runs cannot be found. */
  readonly workflow: string | null;
  readonly artifactName: string;
  /** Of other jobs with the same baseline, as of one that looks again. */
  readonly otherNames?: readonly string[];
  /** Branches whose runs are looked at, in order. */
  readonly reads: readonly [string, ...string[]];
  readonly ownRun: number;
  readonly limits?: ArtifactLimits;
  readonly maxRuns?: number;
  readonly maxAsked?: number;
  /** Promoted entries that the artifact gets, the newest. */
  readonly keepPromoted?: number;
  readonly keepWithheld?: number;
}

/** A store whose additions are for the artifact of this run, which somebody else uploads. */
export interface ArtifactStore extends BaselineStore {
  /** Content of `baseline.json` for a key; `null` when nothing is known. */
  document(key: string): string | null;
}

const NO_NAMES: readonly string[] = [];
const DEFAULTS = {
  otherNames: NO_NAMES,
  limits: USUAL_LIMITS,
  maxRuns: 10,
  maxAsked: 100,
  keepPromoted: 100,
  keepWithheld: 20,
};

/** Reads baselines from artifacts of earlier runs; see `docs/reference/baseline-store.md`. */
export function makeArtifactStore(given: ArtifactStoreOptions): ArtifactStore {
  const options = { ...DEFAULTS, ...given };
  const { artifactName, reads } = options;
  const description = `the artifacts ${artifactName} of runs on ${reads.join(', then on ')}`;
  const collected = new Map<string, Map<string, HistoryEvent>>();
  const collect = (key: string, event: HistoryEvent): boolean => {
    const events = collected.get(key) ?? new Map<string, HistoryEvent>();
    collected.set(key, events);
    const isNew = !events.has(eventId(event));
    if (isNew) events.set(eventId(event), event);
    return isNew;
  };
  const look = async (key: string): Promise<EventsLookup> => {
    const found = await lookUp(options, key, description);
    if (found.kind !== 'found') return found;
    for (const event of found.events) collect(key, event);
    const { events, source, notices } = found;
    return { kind: 'found', events: inOrder(events), source, notices };
  };
  return {
    description,
    events: look,
    async load(key) {
      const found = await look(key);
      if (found.kind !== 'found') return found;
      const { events, source, notices } = found;
      return { kind: 'found', history: foldHistory(key, events), source, notices };
    },
    async keys() {
      const found = await lookUp(options, null, description);
      return found.kind === 'found' ? [...found.keys].sort() : [];
    },
    async add(key, event) {
      const where = `${BASELINE_FILE} in the artifact of this run`;
      return collect(key, event) ? { kind: 'saved', where } : { kind: 'already-there' };
    },
    document(key) {
      const events = [...(collected.get(key)?.values() ?? [])];
      if (events.length === 0) return null;
      const kept: readonly BundledEvent[] = newestEvents(events, options).map((event) => ({ key, event }));
      return writeBundle(kept);
    },
  };
}

async function lookUp(
  options: ArtifactStoreOptions & typeof DEFAULTS,
  key: string | null,
  source: string,
): Promise<FoundBaseline | Exclude<EventsLookup, { kind: 'found' }>> {
  const { client, workflow } = options;
  if (client === null) return { kind: 'absent', source, notices: [notAsked('there is no github-token')] };
  if (workflow === null || workflow === '')
    return {
      kind: 'absent',
      source,
      notices: [notAsked('GITHUB_WORKFLOW_REF names no workflow of this repository')],
    };
  try {
    return await findBaseline({ ...options, client, workflow, source }, options.reads, key);
  } catch (error) {
    const { status, cause, hint } = githubFault(error, ['actions: read']);
    if (status === 403 && /not accessible/i.test(cause))
      return { kind: 'absent', source, notices: [notAsked('the token may not read them', hint)] };
    return { kind: 'unknown', cause: `${source}: ${cause}`, hint };
  }
}

/** A question that nobody was ever allowed to ask is no failed answer; what it would guard against is told. */
function notAsked(why: string, hint = ''): Notice {
  const text = `Artifacts of earlier runs were not looked at: ${why}. If GitHub evicts the cache, the baseline begins anew. ${hint}`;
  return { code: 'artifacts-not-read', text: text.trim() };
}
