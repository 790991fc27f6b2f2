import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, vi } from 'vitest';
import { makeAnnotationsSink } from '../../src/adapters/actions-runner/annotations-sink.ts';
import { makeArtifactSink } from '../../src/adapters/actions-runner/artifact-sink.ts';
import { makeJobSummary } from '../../src/adapters/actions-runner/job-summary.ts';
import { makeJobSummarySink } from '../../src/adapters/actions-runner/job-summary-sink.ts';
import type { ReportSink } from '../../src/ports/report-sink.ts';
import { NO_LINKS } from '../../src/report/markdown-links.ts';
import { type CommentWorld, REPOSITORY, startCommentWorld } from '../support/comment-world.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeReportSink } from './report-sink.contract.ts';

let folder: TempFolder;
let world: CommentWorld;
beforeAll(async () => {
  folder = await makeTempFolder();
  world = await startCommentWorld();
  world.board.open({ number: 7 });
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await world.service.close();
  await folder.remove();
});

describeReportSink({
  name: 'job summary',
  makeWorking: async () =>
    makeJobSummarySink({ summary: makeJobSummary(folder.file('summary.md')), links: NO_LINKS }),
  makeBroken: async () => makeJobSummarySink({ summary: makeJobSummary(folder.path), links: NO_LINKS }),
});

describeReportSink({
  name: 'annotations',
  makeWorking: async () =>
    makeAnnotationsSink({ isRed: () => true, commands: { annotate: () => undefined } }),
  makeBroken: async () =>
    makeAnnotationsSink({
      isRed: () => {
        throw new Error('no stream left');
      },
      commands: { annotate: () => undefined },
    }),
});

describeReportSink({
  name: 'comment',
  makeWorking: async () => world.sink(),
  makeBroken: async () => world.sink({ client: world.client({ 'pull-requests': 'read' }) }),
});

let uploads = 0;

describeReportSink({
  name: 'artifact',
  makeWorking: async () => {
    for (const [name, value] of Object.entries(world.service.environment())) vi.stubEnv(name, value);
    await writeFile(folder.file('report.json'), '{}');
    return withReportFile(artifactSink('https://github.com'));
  },
  makeBroken: async () => artifactSink('https://git.acme.example'),
});

/** Only what a report lists is uploaded. */
function withReportFile(sink: ReportSink): ReportSink {
  return {
    ...sink,
    deliver: (report, runs) => sink.deliver({ ...report, artifacts: { report: 'report.json' } }, runs),
  };
}

function artifactSink(serverUrl: string) {
  return makeArtifactSink({
    directory: folder.path,
    name: `perf-gate-${++uploads}`,
    retentionDays: null,
    attempt: 1,
    serverUrl,
    runUrl: `${REPOSITORY}/actions/runs/1`,
  });
}
