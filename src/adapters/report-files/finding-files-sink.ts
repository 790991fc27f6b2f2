import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ChartSpec } from '../../model/chart-spec.ts';
import { renderFinding } from '../../model/finding-file.ts';
import type { Notice } from '../../model/run.ts';
import type { ChartRenderer } from '../../ports/chart-renderer.ts';
import type { FindingSink } from '../../ports/finding-sink.ts';
import type { Delivery } from '../../ports/report-sink.ts';
import { renderFindingMarkdown } from '../../report/finding-markdown.ts';
import { nodeStoreFiles } from '../store-directory/store-files.ts';
import { checkOut, fileProblem } from './file-problem.ts';
import { writeAtomically } from './write-atomically.ts';

export interface FindingFilesOptions {
  /** Absolute; made when it is not there. */
  readonly directory: string;
  /** The directory as the user named it, for messages. */
  readonly shownAs: string;
  readonly charts: ChartRenderer;
}

const JSON_FILE = 'finding.json';
const MARKDOWN_FILE = 'finding.md';

/** Writes `finding.json`, `finding.md` and the chart (`stress.png`, `spike.png`, `soak.png`) into a directory. */
export function makeFindingFilesSink({ directory, shownAs, charts }: FindingFilesOptions): FindingSink {
  return {
    name: 'files',
    checkWritable: () => checkOut(directory, shownAs),
    async deliver(report, spec): Promise<Delivery> {
      const picture = `${report.finding.test}.png`;
      try {
        await nodeStoreFiles.makeFolder(directory);
        const notices = await draw(spec, path.join(directory, picture), charts);
        const isDrawn = spec !== null && notices.length === 0;
        const artifacts = {
          finding: JSON_FILE,
          markdown: MARKDOWN_FILE,
          ...(isDrawn ? { [report.finding.test]: picture } : {}),
        };
        const told = { ...report, notices: [...report.notices, ...notices], artifacts };
        await writeAtomically(path.join(directory, MARKDOWN_FILE), renderFindingMarkdown(told));
        // Last: where it is, everything that it names is there.
        await writeAtomically(path.join(directory, JSON_FILE), renderFinding(told));
        return { kind: 'delivered', what: `finding in ${shownAs}`, artifacts, notices };
      } catch (error) {
        return { kind: 'failed', what: `could not write the finding into ${shownAs}`, ...fileProblem(error) };
      }
    },
  };
}

/** Empty, or why there is no chart. A chart of an earlier test never stays where it could be taken for this one's. */
async function draw(spec: ChartSpec | null, file: string, charts: ChartRenderer): Promise<Notice[]> {
  const image = spec === null ? null : await charts.render(spec);
  if (image?.kind === 'image') {
    await writeAtomically(file, image.png);
    return [];
  }
  await rm(file, { force: true });
  if (image === null) return [];
  return [{ code: 'chart-failed', text: `no ${path.basename(file)}: ${image.reason}` }];
}
