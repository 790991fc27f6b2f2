import { makeFileResultsReader } from '../../adapters/node/file-results-reader.ts';
import { readTraffic } from '../../app/read-traffic.ts';
import { TRAFFIC_SETTINGS } from '../../config/analysis-settings.ts';
import { EXIT_CODES } from '../../model/exit-code.ts';
import { trafficText } from '../../traffic/traffic-text.ts';
import type { CliArguments, CliContext } from '../command.ts';
import { readSettings } from '../read-settings.ts';
import { writeResult } from '../write-result.ts';

export async function trafficModel(args: CliArguments, context: CliContext): Promise<number> {
  const { out } = await readSettings(TRAFFIC_SETTINGS, null, args, { cwd: context.cwd, variables: {} });
  const mix = await readTraffic(args.positionals, makeFileResultsReader(context.cwd, process.stdin));
  const json = `${JSON.stringify(mix, null, 2)}\n`;
  await writeResult(out, json, context);
  context.stdout.write(args.json ? json : `${trafficText(mix)}\nWritten: ${out}\n`);
  return EXIT_CODES.ok;
}
