import path from 'node:path';
import { type K6Binary, locateK6 } from '../adapters/engine-k6/k6-binary.ts';
import { PINNED_K6_VERSION } from '../adapters/k6-download/k6-release.ts';
import type { Logger } from '../ports/logger.ts';
import type { ActionContext } from './action-context.ts';
import type { ActionSettings } from './read-inputs.ts';

type K6Settings = Pick<ActionSettings, 'k6Path' | 'k6Version' | 'k6Mirror'>;

/**
 * The k6 to use: the one that `k6-path` names, the one of PATH where it is of the wanted version, else a download.
 * @throws GateError DOWNLOAD_FAILED, FILE_NOT_FOUND, ENGINE_UNSUPPORTED
 */
export async function provideK6(
  settings: K6Settings,
  { variables, cwd }: Pick<ActionContext, 'variables' | 'cwd'>,
  logger: Logger,
): Promise<K6Binary> {
  const locate = (k6Path: string | null) => locateK6({ k6Path, variables, cwd });
  if (settings.k6Path !== null) return locate(path.resolve(cwd, settings.k6Path));
  // One that does not work is as good as none: another one is downloaded.
  const there = await locate(null).catch(() => null);
  if (there !== null && [null, there.version.text].includes(settings.k6Version)) return there;
  return locate(await download(settings, variables, logger));
}

async function download(
  { k6Version, k6Mirror }: K6Settings,
  variables: ActionContext['variables'],
  logger: Logger,
): Promise<string> {
  const { obtainK6 } = await import('../adapters/k6-download/obtain-k6.ts');
  const { platform, arch } = process;
  return obtainK6({
    version: k6Version ?? PINNED_K6_VERSION,
    mirror: k6Mirror,
    variables,
    machine: { platform, arch },
    logger,
  });
}
