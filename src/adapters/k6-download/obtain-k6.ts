import { createHash } from 'node:crypto';
import { GateError } from '../../model/gate-error.ts';
import type { Logger } from '../../ports/logger.ts';
import { archiveMember } from './archive-member.ts';
import { type DownloadBounds, type Downloaded, download } from './download.ts';
import { type K6Asset, k6Asset, listedSum } from './k6-release.ts';
import { isKept, k6Place, keep } from './tool-cache.ts';

export interface K6Order {
  /** Without the leading `v`. */
  readonly version: string;
  /** Where it comes from instead of github.com; `null` for there. */
  readonly mirror: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly machine: { readonly platform: string; readonly arch: string };
  readonly logger: Pick<Logger, 'info'>;
  readonly bounds?: Partial<DownloadBounds>;
}

/** k6 has 30 MB packed and 70 MB unpacked. */
const MAX_BYTES = 300 * 2 ** 20;
const BOUNDS: DownloadBounds = { maxBytes: MAX_BYTES, timeoutMs: 300_000, attempts: 3 };

/**
 * The path of a k6 of this version: from the tool cache, else downloaded, checked against the sums of its release and
 * kept there.
 * @throws GateError DOWNLOAD_FAILED
 */
export async function obtainK6(order: K6Order): Promise<string> {
  const { version, machine, logger } = order;
  const place = k6Place(version, machine.arch, order.variables, machine.platform === 'win32');
  if (await isKept(place)) return place.program;
  const asset = k6Asset(version, machine, order.mirror);
  if (asset === null)
    throw failed(`there is no k6 for ${machine.platform} ${machine.arch}`, 'Name a k6 with k6-path');
  logger.info(`downloading k6 v${version} from ${asset.url}`);
  const program = await unpacked(asset, await checkedArchive(asset, { ...BOUNDS, ...order.bounds }));
  await keep(place, program).catch((cause: Error) => {
    throw failed(
      `keeping k6 in ${place.folder}: ${cause.message}`,
      'Look at the room and the rights there',
      cause,
    );
  });
  return place.program;
}

async function checkedArchive(asset: K6Asset, bounds: DownloadBounds): Promise<Buffer> {
  const [sums, archive] = await Promise.all([
    download(asset.checksumsUrl, { ...bounds, maxBytes: 2 ** 20 }),
    download(asset.url, bounds),
  ]);
  const bytes = bytesOf(archive, asset.url, asset.version);
  const expected = listedSum(bytesOf(sums, asset.checksumsUrl, asset.version).toString('utf8'), asset.file);
  if (expected === null) throw failed(`${asset.checksumsUrl} has no sum for ${asset.file}`, OTHER_SOURCE);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual === expected) return bytes;
  throw failed(
    `${asset.url} is not what its release lists: expected SHA-256 ${expected}, got ${actual} (${bytes.length} bytes)`,
    'Run the job again; if it stays so, do not use this source, and look at who answers for it',
  );
}

async function unpacked(asset: K6Asset, archive: Buffer): Promise<Buffer> {
  const member = await archiveMember(archive, asset.format, asset.member, MAX_BYTES).catch((cause: Error) => {
    throw failed(`unpacking ${asset.file}: ${cause.message}`, OTHER_SOURCE, cause);
  });
  if (member === null) throw failed(`${asset.file} has no ${asset.member} in it`, OTHER_SOURCE);
  return member;
}

function bytesOf(downloaded: Downloaded, url: string, version: string): Buffer {
  if (downloaded.kind === 'done') return downloaded.bytes;
  const { status, cause } = downloaded;
  throw failed(`${url}: ${cause}`, hintFor(status, version));
}

function hintFor(status: number | null, version: string): string {
  if (status === null)
    return 'Look at the network and the proxy settings (https_proxy, no_proxy) of the runner';
  if (status === 404)
    return `Check that k6 v${version} is released, and that a k6-mirror has the same folders`;
  if (status === 407) return 'The proxy wants a password: put it into https_proxy';
  if (status === 401 || status === 403 || status === 429)
    return 'The server refuses this runner: use a k6-mirror, or put k6 onto the machine and name it with k6-path';
  return OTHER_SOURCE;
}

const OTHER_SOURCE = 'Run the job again, or take k6 from elsewhere with k6-mirror or k6-path';

/** Never a reason to take another engine by itself: its runs could not be compared with what was measured before. */
function failed(problem: string, advice: string, cause?: unknown): GateError {
  return new GateError('DOWNLOAD_FAILED', `getting k6: ${problem}`, {
    fault: 'environment',
    hint: `${advice}. engine: embedded needs no k6, but its runs have a baseline of their own.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
