import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { Report } from '../../model/report.ts';
import type { Notice, Run } from '../../model/run.ts';
import { renderRunFile } from '../../model/run-file.ts';
import type { ChartRenderer } from '../../ports/chart-renderer.ts';
import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { renderJson } from '../../report/json.ts';
import { renderJunit } from '../../report/junit.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { latencyChart, reportTrendChart } from '../../trend/chart-specs.ts';
import { nodeStoreFiles } from '../store-directory/store-files.ts';
import { checkOut, fileProblem } from './file-problem.ts';
import { writeAtomically } from './write-atomically.ts';

export interface ReportFilesOptions {
  /** Absolute; made when it is not there. */
  readonly directory: string;
  /** The directory as the user named it, for messages. */
  readonly shownAs: string;
  readonly charts: ChartRenderer;
}

/** Names of the files by the kind under which a report lists them. */
const FILES = {
  report: 'report.json',
  markdown: 'report.md',
  junit: 'report.junit.xml',
  runs: 'run.json',
  trend: 'trend.png',
  latency: 'latency.png',
} as const;

/** Writes the report in every format, the rounds and the charts into a directory. A chart that fails is told, no more. */
export function makeReportFilesSink({ directory, shownAs, charts }: ReportFilesOptions): ReportSink {
  return {
    name: 'files',
    checkWritable: () => checkOut(directory, shownAs),
    prepare: () => charts.prepare(),
    async deliver(report, runs): Promise<Delivery> {
      try {
        await nodeStoreFiles.makeFolder(directory);
        const drawn = await drawCharts(report, directory, charts);
        const written = withFiles(report, drawn);
        await writeTexts(written, runs, directory);
        const { artifacts } = written;
        return { kind: 'delivered', what: `report in ${shownAs}`, artifacts, notices: drawn.notices };
      } catch (error) {
        return { kind: 'failed', what: `could not write the report into ${shownAs}`, ...fileProblem(error) };
      }
    },
  };
}

interface Drawn {
  readonly artifacts: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
}

/** The report as its own files have it: with everything that is written beside them. */
function withFiles(report: Report, drawn: Drawn): Report {
  const { report: json, markdown, junit, runs } = FILES;
  return {
    ...report,
    artifacts: { ...report.artifacts, report: json, markdown, junit, runs, ...drawn.artifacts },
    notices: [...report.notices, ...drawn.notices],
  };
}

async function drawCharts(report: Report, directory: string, charts: ChartRenderer): Promise<Drawn> {
  const artifacts: Record<string, string> = {};
  const notices: Notice[] = [];
  const specs = { trend: reportTrendChart(report), latency: latencyChart(report) };
  const kinds = ['trend', 'latency'] as const;
  const problems = await Promise.all(
    kinds.map((kind) => drawChart(specs[kind], path.join(directory, FILES[kind]), charts)),
  );
  for (const [index, kind] of kinds.entries()) {
    const problem = problems[index] ?? null;
    if (problem === null && specs[kind] !== null) artifacts[kind] = FILES[kind];
    if (problem !== null) notices.push({ code: 'chart-failed', text: `no ${FILES[kind]}: ${problem}` });
  }
  return { artifacts, notices };
}

/** `null`, or why there is no chart. A chart of an earlier job never stays where it could be taken for this one's. */
async function drawChart(
  spec: ChartSpec | null,
  file: string,
  charts: ChartRenderer,
): Promise<string | null> {
  const image = spec === null ? null : await render(spec, charts);
  if (image?.kind === 'image') {
    await writeAtomically(file, image.png);
    return null;
  }
  await rm(file, { force: true });
  return image?.reason ?? null;
}

async function render(spec: ChartSpec, charts: ChartRenderer) {
  try {
    return await charts.render(spec);
  } catch (error) {
    return { kind: 'unavailable' as const, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** `report.json` comes last: where it is, everything that it names is there. */
async function writeTexts(report: Report, runs: readonly [Run, ...Run[]], directory: string): Promise<void> {
  const texts = [
    [FILES.runs, renderRunFile(runs)],
    [FILES.markdown, renderMarkdown(report, { chartsBeside: true })],
    [FILES.junit, renderJunit(report)],
    [FILES.report, renderJson(report)],
  ] as const;
  for (const [name, text] of texts) await writeAtomically(path.join(directory, name), text);
}
