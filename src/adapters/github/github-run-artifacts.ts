import { GateError } from '../../model/gate-error.ts';
import type { ArtifactFile, RunArtifact, RunArtifacts } from '../../ports/run-artifacts.ts';
import { archiveMember } from '../k6-download/archive-member.ts';
import { downloadArtifact } from './download-artifact.ts';
import { eachPage } from './each-page.ts';
import type { GithubClient } from './github-client.ts';
import { githubFault, type Permission } from './github-fault.ts';

const NEEDED: readonly [Permission] = ['actions: read'];
const PAGE = 100;
/** A stranger's run may leave as many as it likes. */
const MAX_PAGES = 10;

/** Artifacts of runs of the repository. */
export function makeGithubRunArtifacts(client: GithubClient, maxDownloadBytes: number): RunArtifacts {
  const { owner, repo } = client;
  return {
    async of(run, start) {
      try {
        const octokit = await client.octokit();
        const artifacts = await eachPage({ size: PAGE, maxPages: MAX_PAGES }, async (page) => {
          const question = { owner, repo, run_id: run.id, ...page };
          return (await octokit.rest.actions.listWorkflowRunArtifacts(question)).data.artifacts;
        });
        return artifacts
          .filter(({ name, expired }) => name.startsWith(start) && !expired)
          .map(({ id, name, size_in_bytes }) => ({
            id,
            name,
            size: size_in_bytes,
            url: `${run.url}/artifacts/${id}`,
          }))
          .toSorted((a, b) => a.id - b.id);
      } catch (cause) {
        const fault = githubFault(cause, NEEDED);
        throw new GateError('GITHUB_UNANSWERED', `listing the artifacts of run ${run.id}: ${fault.cause}`, {
          fault: 'environment',
          hint: fault.hint,
          cause,
        });
      }
    },
    async file(artifact, name, maxBytes) {
      try {
        const archive = await downloadArtifact(client, artifact.id, maxDownloadBytes);
        const content = await archiveMember(archive, 'zip', name, maxBytes);
        return content === null ? { kind: 'absent' } : textOf(content);
      } catch (error) {
        return { kind: 'refused', why: whyNot(error, artifact) };
      }
    },
  };
}

function textOf(content: Buffer): ArtifactFile {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(content) };
  } catch {
    return { kind: 'refused', why: 'it is not text in UTF-8' };
  }
}

function whyNot(error: unknown, { id }: RunArtifact): string {
  const status = error instanceof Error && 'status' in error ? githubFault(error, NEEDED) : null;
  if (status !== null) return `${status.cause}; ${status.hint}`;
  return `artifact ${id}: ${error instanceof Error ? error.message : String(error)}`;
}
