import type { components } from '@octokit/openapi-types';
import type { ArtifactService, StoredArtifact } from '../artifact-service.ts';
import type { BlobStorage } from '../blob-storage.ts';
import { jsonReply } from '../exchange.ts';
import { runIdOf, type WorkflowRuns } from '../workflow-runs.ts';
import { pageReply } from './page.ts';
import { problem } from './rest-api.ts';
import type { RestRequest, RestRoute } from './route.ts';

const READS_ACTIONS = { scope: 'actions', level: 'read' } as const;

export interface ArtifactSources {
  readonly artifacts: ArtifactService;
  readonly blobs: BlobStorage;
  readonly workflows: WorkflowRuns;
}

/** Artifacts of the repository and of a run, newest first, and their download. */
export function artifactRoutes(sources: ArtifactSources): readonly RestRoute[] {
  const { artifacts, blobs } = sources;
  return [
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/artifacts',
      needs: READS_ACTIONS,
      answer: (request) => listed(sources, complete(artifacts), request, 'artifacts'),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
      needs: READS_ACTIONS,
      answer(request) {
        const { run_id = '' } = request.params;
        const found = complete(artifacts).filter((a) => String(runIdOf(a.runBackendId)) === run_id);
        return listed(sources, found, request, `runs/${run_id}/artifacts`);
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}',
      needs: READS_ACTIONS,
      answer(request) {
        const artifact = byId(artifacts, request);
        if (artifact === undefined) return problem(404, 'Not Found');
        return jsonReply(artifactDocument(sources, artifact, request));
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      needs: READS_ACTIONS,
      answer(request) {
        const artifact = byId(artifacts, request);
        if (artifact === undefined) return problem(404, 'Not Found');
        if (artifacts.isExpired(artifact)) return problem(410, 'Artifact has expired');
        return { status: 302, headers: { location: blobs.signedUrl(artifact.blob) } };
      },
    },
  ];
}

function complete({ artifacts }: ArtifactService): readonly StoredArtifact[] {
  return artifacts.filter(({ isComplete }) => isComplete);
}

function byId(artifacts: ArtifactService, { params }: RestRequest): StoredArtifact | undefined {
  return complete(artifacts).find(({ id }) => String(id) === params.artifact_id);
}

function listed(
  sources: ArtifactSources,
  found: readonly StoredArtifact[],
  request: RestRequest,
  under: string,
) {
  const { params, query } = request;
  const named = found.filter(({ name }) => query.get('name') === null || query.get('name') === name);
  const documents = named.toReversed().map((artifact) => artifactDocument(sources, artifact, request));
  const path = `/repos/${params.owner}/${params.repo}/actions/${under}`;
  return pageReply(documents, request, path, 'artifacts');
}

function artifactDocument(
  { artifacts, workflows }: ArtifactSources,
  artifact: StoredArtifact,
  { params, apiUrl }: RestRequest,
) {
  const url = `${apiUrl}/repos/${params.owner}/${params.repo}/actions/artifacts/${artifact.id}`;
  const run = workflows.runs.findLast(({ id }) => id === runIdOf(artifact.runBackendId));
  const document: components['schemas']['artifact'] = {
    id: artifact.id,
    node_id: `A_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.sizeInBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifacts.isExpired(artifact),
    created_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    updated_at: artifact.createdAt,
    digest: artifact.digest,
    workflow_run:
      run === undefined
        ? null
        : { id: run.id, head_sha: run.sha, ...(run.branch === null ? {} : { head_branch: run.branch }) },
  };
  return document;
}
