import { makeManifestFiles } from '../../adapters/manifest-files/manifest-files.ts';
import { checkManifests } from '../../app/check-manifests.ts';
import { VERSION } from '../../lib/version.ts';
import type { Finding } from '../../manifests/finding.ts';
import { renderAnnotations } from '../../manifests/render/annotations.ts';
import { renderFindingsJson } from '../../manifests/render/findings-json.ts';
import { renderFindingsText } from '../../manifests/render/findings-text.ts';
import { renderSarif } from '../../manifests/render/sarif.ts';
import { RULES } from '../../manifests/rules/rules.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { MANIFESTS_SETTINGS } from '../manifests-settings.ts';
import { usageError } from '../parse-arguments.ts';
import { readSettings } from '../read-settings.ts';
import { writeResult } from '../write-result.ts';

export async function manifests(args: CliArguments, context: CliContext): Promise<number> {
  const [action, ...paths] = args.positionals;
  if (action !== 'check')
    throw usageError({ name: 'manifests' }, `unknown action ${JSON.stringify(action)}, expected check`);
  const settings = await readSettings(MANIFESTS_SETTINGS, null, args, context);
  const result = await checkManifests(paths, makeManifestFiles(context.cwd, process.stdin));
  context.stdout.write(args.json ? renderFindingsJson(result) : renderFindingsText(result));
  if (settings.sarif !== null)
    await writeResult(settings.sarif, renderSarif(result.findings, RULES, VERSION), context);
  if (settings.github || context.variables.GITHUB_ACTIONS === 'true')
    (args.json ? context.stderr : context.stdout).write(renderAnnotations(result.findings));
  return fails(result.findings, settings.failOn) ? EXIT_CODES.failed : EXIT_CODES.ok;
}

function fails(findings: readonly Finding[], failOn: 'error' | 'warning' | 'never'): boolean {
  if (failOn === 'never') return false;
  return findings.some(({ severity }) => severity === 'error' || failOn === 'warning');
}
