import { makeGithubClient } from '../../src/adapters/github/github-client.ts';
import { makeArtifactStore } from '../../src/adapters/store-artifact/artifact-store.ts';
import { writeBundle } from '../../src/history/bundle.ts';
import { startActionsService } from '../support/actions-service/actions-service.ts';
import { runBackendId } from '../support/actions-service/workflow-runs.ts';
import { zip } from '../support/archives.ts';
import { describeReadOnlyStore } from './read-only-store.contract.ts';

describeReadOnlyStore('artifacts of earlier runs', async () => {
  const service = await startActionsService();
  const token = service.issueToken({ actions: 'read' });
  const client = makeGithubClient({ owner: 'octo', repo: 'shop', token, apiUrl: service.apiUrl });
  return {
    store: makeArtifactStore({
      client,
      workflow: 'perf.yml',
      artifactName: 'perf-gate',
      reads: ['main'],
      ownRun: 1,
    }),
    async put(key, events) {
      const content = writeBundle(events.map((event) => ({ key, event })));
      const packed = zip([{ name: 'baseline.json', content }]);
      service.artifacts.put(runBackendId(service.workflows.add().id), 'perf-gate', packed);
    },
    close: service.close,
  };
});
