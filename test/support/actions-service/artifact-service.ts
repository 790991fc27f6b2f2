import type { BlobStorage } from './blob-storage.ts';
import { jsonReply, type ServiceReply } from './exchange.ts';
import type { RuntimeIdentity } from './runtime-token.ts';

/** An artifact of a run. */
export interface StoredArtifact {
  readonly id: number;
  readonly runBackendId: string;
  readonly jobBackendId: string;
  readonly name: string;
  readonly blob: string;
  readonly createdAt: string;
  expiresAt: string;
  sizeInBytes: number;
  digest: string | null;
  isComplete: boolean;
}

interface ArtifactRequest {
  readonly name?: string;
  readonly size?: string;
  readonly hash?: string;
  readonly expires_at?: string;
  readonly name_filter?: string;
  readonly id_filter?: string;
}

const RETENTION_MS = 90 * 24 * 3_600_000;

/** GitHub's artifact service, version 4: immutable, one name once in a run. */
export class ArtifactService {
  artifacts: StoredArtifact[] = [];
  readonly #blobs: BlobStorage;
  readonly #now: () => number;
  #nextId = 5_000;

  constructor(blobs: BlobStorage, now: () => number) {
    this.#blobs = blobs;
    this.#now = now;
  }

  /** Files an artifact as if a job of the run had uploaded it. */
  put(runBackendId: string, name: string, zip: Buffer): StoredArtifact {
    const artifact = this.#reserve(name, { runBackendId, jobBackendId: 'job', scopes: [] });
    this.#blobs.blobs.set(artifact.blob, { data: zip, type: 'application/zip' });
    artifact.sizeInBytes = zip.length;
    artifact.isComplete = true;
    return artifact;
  }

  isExpired({ expiresAt }: StoredArtifact): boolean {
    return Date.parse(expiresAt) <= this.#now();
  }

  answer(method: string, body: unknown, identity: RuntimeIdentity): ServiceReply | null {
    const request = body as ArtifactRequest;
    switch (method) {
      case 'CreateArtifact':
        return this.#create(request, identity);
      case 'FinalizeArtifact':
        return this.#finalize(request, identity);
      case 'ListArtifacts':
        return this.#list(request, identity);
      case 'GetSignedArtifactURL':
        return this.#sign(request, identity);
      case 'DeleteArtifact':
        return this.#delete(request, identity);
      default:
        return null;
    }
  }

  #create({ name = '', expires_at }: ArtifactRequest, identity: RuntimeIdentity): ServiceReply {
    if (this.#named(name, identity) !== undefined) {
      const msg = 'an artifact with this name already exists on the workflow run';
      return jsonReply({ code: 'already_exists', msg }, 409);
    }
    const artifact = this.#reserve(name, identity);
    if (expires_at !== undefined) artifact.expiresAt = expires_at;
    return jsonReply({ ok: true, signed_upload_url: this.#blobs.signedUrl(artifact.blob) });
  }

  #reserve(name: string, { runBackendId, jobBackendId }: RuntimeIdentity): StoredArtifact {
    const id = this.#nextId++;
    const artifact: StoredArtifact = {
      id,
      runBackendId,
      jobBackendId,
      name,
      blob: `artifact-${id}`,
      createdAt: new Date(this.#now()).toISOString(),
      expiresAt: new Date(this.#now() + RETENTION_MS).toISOString(),
      sizeInBytes: 0,
      digest: null,
      isComplete: false,
    };
    this.artifacts.push(artifact);
    return artifact;
  }

  #finalize({ name = '', size, hash }: ArtifactRequest, identity: RuntimeIdentity): ServiceReply {
    const artifact = this.#named(name, identity);
    if (artifact === undefined || artifact.isComplete || !this.#blobs.blobs.has(artifact.blob))
      return jsonReply({ ok: false, artifact_id: '0' });
    artifact.isComplete = true;
    artifact.sizeInBytes = Number(size);
    artifact.digest = hash ?? null;
    return jsonReply({ ok: true, artifact_id: String(artifact.id) });
  }

  #list({ name_filter, id_filter }: ArtifactRequest, { runBackendId }: RuntimeIdentity): ServiceReply {
    const found = this.artifacts.filter(
      (artifact) =>
        artifact.runBackendId === runBackendId &&
        artifact.isComplete &&
        (name_filter === undefined || artifact.name === name_filter) &&
        (id_filter === undefined || String(artifact.id) === id_filter),
    );
    const artifacts = found.map((artifact) => ({
      workflow_run_backend_id: artifact.runBackendId,
      workflow_job_run_backend_id: artifact.jobBackendId,
      database_id: String(artifact.id),
      name: artifact.name,
      size: String(artifact.sizeInBytes),
      created_at: artifact.createdAt,
      ...(artifact.digest === null ? {} : { digest: artifact.digest }),
    }));
    return jsonReply({ artifacts });
  }

  #sign({ name = '' }: ArtifactRequest, identity: RuntimeIdentity): ServiceReply {
    const artifact = this.#named(name, identity);
    if (artifact === undefined) return jsonReply({ code: 'not_found', msg: 'artifact not found' }, 404);
    return jsonReply({ name, signed_url: this.#blobs.signedUrl(artifact.blob) });
  }

  #delete({ name = '' }: ArtifactRequest, identity: RuntimeIdentity): ServiceReply {
    const artifact = this.#named(name, identity);
    if (artifact === undefined) return jsonReply({ code: 'not_found', msg: 'artifact not found' }, 404);
    this.artifacts = this.artifacts.filter((other) => other !== artifact);
    return jsonReply({ ok: true, artifact_id: String(artifact.id) });
  }

  #named(name: string, { runBackendId }: RuntimeIdentity): StoredArtifact | undefined {
    return this.artifacts.find(
      (artifact) => artifact.runBackendId === runBackendId && artifact.name === name,
    );
  }
}
