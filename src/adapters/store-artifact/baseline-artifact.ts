import { readBundle } from '../../history/bundle.ts';
import { GateError } from '../../model/gate-error.ts';
import type { HistoryEvent } from '../../model/history.ts';
import { downloadArtifact } from '../github/download-artifact.ts';
import { eachPage } from '../github/each-page.ts';
import type { GithubClient } from '../github/github-client.ts';
import { archiveMember } from '../k6-download/archive-member.ts';

/** The file in an artifact that holds the baseline. */
export const BASELINE_FILE = 'baseline.json';

/** What an artifact may have, whatever it says of itself. */
export interface ArtifactLimits {
  /** Of the zip file. */
  readonly maxDownloadBytes: number;
  /** Of the baseline, unpacked. */
  readonly maxBytes: number;
}

export const USUAL_LIMITS: ArtifactLimits = {
  maxDownloadBytes: 64 * 1024 * 1024,
  maxBytes: 64 * 1024 * 1024,
};

export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  readonly isExpired: boolean;
}

const PAGE = 100;
/** A thousand artifacts: a matrix of 256 jobs with three each. */
const MAX_PAGES = 10;

/** Artifacts of a run with one of these names, as a re-run attempt names them too, newest first. Throws what octokit throws. */
export async function artifactsOf(
  client: GithubClient,
  runId: number,
  wanted: readonly string[],
): Promise<readonly ListedArtifact[]> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const artifacts = await eachPage({ size: PAGE, maxPages: MAX_PAGES }, async (page) => {
    const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({
      owner,
      repo,
      run_id: runId,
      ...page,
    });
    return data.artifacts;
  });
  return artifacts
    .filter(({ name }) => wanted.some((one) => isNamed(name, one)))
    .map((artifact) => ({ id: artifact.id, name: artifact.name, isExpired: artifact.expired }))
    .toSorted((a, b) => b.id - a.id);
}

function isNamed(given: string, wanted: string): boolean {
  return given === wanted || (given.startsWith(wanted) && /^-attempt-\d+$/.test(given.slice(wanted.length)));
}

export type ArtifactReading =
  | { readonly kind: 'events'; readonly keys: readonly string[]; readonly events: readonly HistoryEvent[] }
  /** It is of another kind, or older than baselines in artifacts. */
  | { readonly kind: 'no baseline' }
  | { readonly kind: 'damaged'; readonly cause: string; readonly hint: string };

/**
 * The baseline in an artifact. Nothing of it is written, no other file of it is unpacked, and every event is checked
 * against its schema and digest. Without a key it is all that there is. Throws what octokit throws when the artifact does not come.
 */
export async function readArtifact(
  client: GithubClient,
  id: number,
  key: string | null,
  limits: ArtifactLimits,
): Promise<ArtifactReading> {
  const zip = await zipOf(client, id, limits.maxDownloadBytes);
  if (zip === null)
    return { kind: 'damaged', cause: `it has more than ${limits.maxDownloadBytes} bytes`, hint: LATER };
  try {
    const content = await archiveMember(zip, 'zip', BASELINE_FILE, limits.maxBytes);
    return content === null ? { kind: 'no baseline' } : eventsIn(content, key);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = error instanceof GateError ? (error.hint ?? LATER) : LATER;
    return { kind: 'damaged', cause: error.message, hint };
  }
}

/** `null`: it is too large. */
async function zipOf(client: GithubClient, id: number, maxBytes: number): Promise<Buffer | null> {
  try {
    return await downloadArtifact(client, id, maxBytes);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('it has more than')) return null;
    throw error;
  }
}

const LATER = 'The next run on the branch uploads a new one.';

function eventsIn(content: Buffer, key: string | null): ArtifactReading {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  const bundled = readBundle(text, BASELINE_FILE);
  const events = bundled.filter((one) => key === null || one.key === key).map(({ event }) => event);
  return { kind: 'events', keys: [...new Set(bundled.map((one) => one.key))], events };
}
