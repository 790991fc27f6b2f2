import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ArtifactService } from './artifact-service.ts';
import { BlobStorage } from './blob-storage.ts';
import { CacheService } from './cache-service.ts';
import { makeFaultServer, type ServedRequest } from './fault-server.ts';
import { FaultPlan } from './faults.ts';
import { artifactRoutes } from './rest/artifacts.ts';
import { cacheRoutes } from './rest/caches.ts';
import { RestApi } from './rest/rest-api.ts';
import type { RestRoute, TokenPermissions } from './rest/route.ts';
import { runRoutes } from './rest/runs.ts';
import { type RunnerJob, runnerEnvironment } from './runner-environment.ts';
import { twirpEndpoint } from './twirp.ts';
import { WorkflowRuns } from './workflow-runs.ts';

export interface ActionsServiceOptions {
  /** `owner/name`; `octo/shop` by default. */
  readonly repository?: string;
  /** `main` by default. */
  readonly defaultBranch?: string;
  /** Unix time in milliseconds; the system's by default. */
  readonly now?: () => number;
  /** More of the REST API, beside runs, artifacts and caches. */
  readonly routes?: readonly RestRoute[];
}

/** GitHub as a job sees it: caches, artifacts, blobs and the REST API, on one loopback port. */
export interface ActionsService {
  readonly repository: string;
  readonly origin: string;
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string;
  readonly caches: CacheService;
  readonly artifacts: ArtifactService;
  readonly blobs: BlobStorage;
  readonly workflows: WorkflowRuns;
  readonly faults: FaultPlan;
  /** Everything that was asked, in order. */
  readonly requests: readonly ServedRequest[];
  /** How often an endpoint was asked; all of them without a name. */
  count(endpoint?: string | RegExp): number;
  /** A token for the REST API: `{ actions: 'read', 'pull-requests': 'write' }`. */
  issueToken(permissions: TokenPermissions): string;
  /** The variables that the runner sets for a job. */
  environment(job?: RunnerJob): Record<string, string>;
  close(): Promise<void>;
}

/** Starts a double of GitHub's services; `close` it when the test ends. */
export async function startActionsService(options: ActionsServiceOptions = {}): Promise<ActionsService> {
  const { repository = 'octo/shop', defaultBranch = 'main', now = Date.now } = options;
  const blobs = new BlobStorage();
  const caches = new CacheService(blobs, now);
  const artifacts = new ArtifactService(blobs, now);
  const workflows = new WorkflowRuns(repository, now);
  const faults = new FaultPlan();
  const requests: ServedRequest[] = [];
  const api = new RestApi([
    ...runRoutes(workflows),
    ...artifactRoutes({ artifacts, blobs, workflows }),
    ...cacheRoutes(caches),
    ...(options.routes ?? []),
  ]);
  const services = { CacheService: caches, ArtifactService: artifacts };
  const server = makeFaultServer({
    faults,
    find: (request) => blobs.endpoint(request) ?? twirpEndpoint(services, request) ?? api.endpoint(request),
    note: (served) => requests.push(served),
  });
  const refusedUrl = await unusedUrl();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  blobs.listenAt(origin);
  api.listenAt(origin);
  return {
    repository,
    origin,
    apiUrl: api.url,
    caches,
    artifacts,
    blobs,
    workflows,
    faults,
    requests,
    count: (endpoint) => requests.filter((served) => isOf(served, endpoint)).length,
    issueToken: (permissions) => api.issueToken(permissions),
    environment: (job) =>
      runnerEnvironment({ origin, apiUrl: api.url, refusedUrl, repository, defaultBranch }, job),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function isOf({ endpoint }: ServedRequest, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? endpoint === wanted : wanted.test(endpoint);
}

/** Of a port that was free a moment ago. */
async function unusedUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/`;
}
