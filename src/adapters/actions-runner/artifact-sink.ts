import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Delivery } from '../../ports/report-sink.ts';
import { artifactFault, isNameTaken } from './artifact-fault.ts';

/** What `@actions/artifact` does for us. */
export interface ArtifactUploader {
  uploadArtifact(
    name: string,
    files: string[],
    rootDirectory: string,
    options: { retentionDays?: number },
  ): Promise<{ id?: number }>;
}

export interface ArtifactSinkOptions {
  /** The files of the report, absolute. */
  readonly directory: string;
  readonly name: string;
  /** `null`: as the repository says. */
  readonly retentionDays: number | null;
  /** Of the run: tells names apart where one is taken. */
  readonly attempt: number;
  /** `https://github.com`. */
  readonly serverUrl: string;
  /** `https://github.com/acme/shop/actions/runs/42`; the artifact's page is below it. */
  readonly runUrl: string;
  readonly makeUploader?: () => Promise<ArtifactUploader>;
  readonly timeoutMs?: number;
}

/** Takes whatever lists its files: a report or a finding. */
export interface ArtifactSink {
  readonly name: string;
  prepare(): void;
  deliver(report: { readonly artifacts: Readonly<Record<string, string>> }): Promise<Delivery>;
}

const WHAT = 'could not upload the artifact';
/** The client retries broken services for up to 35 seconds by itself. */
const TIMEOUT_MS = 120_000;

/** Uploads the files of the report, so that charts and figures can be downloaded from the run. */
export function makeArtifactSink(options: ArtifactSinkOptions): ArtifactSink {
  return {
    name: 'artifact',
    // A twelfth of a second; a failure is told by the upload.
    prepare: () => void (options.makeUploader ?? realUploader)().catch(() => undefined),
    async deliver(report): Promise<Delivery> {
      const { serverUrl, runUrl } = options;
      if (isEnterpriseServer(serverUrl)) return ENTERPRISE_SERVER;
      try {
        const { name, id } = await upload(options, Object.values(report.artifacts));
        const address = id === null ? {} : { artifact: `${runUrl}/artifacts/${id}` };
        return {
          kind: 'delivered',
          what: `artifact ${name}`,
          artifacts: { ...address, artifactName: name },
          notices: [],
        };
      } catch (error) {
        return { kind: 'failed', what: WHAT, ...artifactFault(error) };
      }
    },
  };
}

async function upload(
  options: ArtifactSinkOptions,
  listed: readonly string[],
): Promise<{ name: string; id: number | null }> {
  const { directory, attempt, retentionDays, makeUploader = realUploader, timeoutMs = TIMEOUT_MS } = options;
  const files = await filesOf(directory, listed);
  const client = await makeUploader();
  const settings = retentionDays === null ? {} : { retentionDays };
  const names = [options.name, `${options.name}-attempt-${attempt}`].map(artifactName);
  let taken: unknown;
  for (const name of names) {
    try {
      const { id } = await inTime(client.uploadArtifact(name, files, directory, settings), timeoutMs);
      return { name, id: id ?? null };
    } catch (error) {
      if (!isNameTaken(error)) throw error;
      taken = error;
    }
  }
  throw taken;
}

/**
 * The files that the report lists, where they are regular ones of the folder itself: it may be any folder, with somebody's
 * keys or the report of an earlier job in it, and a link could lead out of it.
 */
async function filesOf(directory: string, listed: readonly string[]): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && listed.includes(entry.name));
  return files.map(({ name }) => path.join(directory, name));
}

/** Characters that GitHub refuses in names. */
export function artifactName(name: string): string {
  return name.replace(/[":<>|*?\r\n\\/]+/g, '-').slice(0, 200);
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function realUploader(): Promise<ArtifactUploader> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}

/** Artifacts of version 4 exist on github.com and on hosts of `ghe.com`; the client takes `localhost` for one, too. */
export function isEnterpriseServer(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toLowerCase() : '';
  return host !== 'github.com' && !/\.(ghe\.com|localhost)$/.test(host);
}

const ENTERPRISE_SERVER: Delivery = {
  kind: 'failed',
  what: WHAT,
  cause: 'GitHub Enterprise Server has no artifacts of version 4',
  hint: 'The report is in the job summary; to keep the files, add a step with actions/upload-artifact@v3 on the output report-path.',
};
