import path from 'node:path';
import { type K6Binary, locateK6 } from '../adapters/engine-k6/k6-binary.ts';
import { PINNED_K6_VERSION } from '../adapters/k6-download/k6-release.ts';
import type { Logger } from '../ports/logger.ts';
import type { ActionContext } from './action-context.ts';
import type { ActionSettings } from './read-inputs.ts';

/**
 * The k6 to use: the one that `k6-path` names, the one of PATH where it is of the wanted version, else a download.
 * `null` for the embedded engine, which needs none.
 * @throws GateError DOWNLOAD_FAILED
 */
export async function provideK6(
  settings: Pick<ActionSettings, 'engine' | 'k6Path' | 'k6Version' | 'k6Mirror'>,
  context: Pick<ActionContext, 'variables' | 'cwd'>,
  logger: Logger,
): Promise<string | null> {
  if (settings.engine === 'embedded') return null;
  if (settings.k6Path !== null) return path.resolve(context.cwd, settings.k6Path);
  const there = await k6OfPath(context);
  if (there !== null && [null, there.version.text].includes(settings.k6Version)) return there.file;
  const { obtainK6 } = await import('../adapters/k6-download/obtain-k6.ts');
  const { platform, arch } = process;
  return obtainK6({
    version: settings.k6Version ?? PINNED_K6_VERSION,
    mirror: settings.k6Mirror,
    variables: context.variables,
    machine: { platform, arch },
    logger,
  });
}

/** One that does not work is as good as none: another one is downloaded. */
async function k6OfPath({
  variables,
  cwd,
}: Pick<ActionContext, 'variables' | 'cwd'>): Promise<K6Binary | null> {
  return locateK6({ k6Path: null, variables, cwd }).catch(() => null);
}
