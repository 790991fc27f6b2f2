import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Delivery } from '../../ports/report-sink.ts';
import { nodeStoreFiles } from '../store-directory/store-files.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { BASELINE_FILE } from './baseline-artifact.ts';

export interface BaselineFileOptions {
  readonly store: ArtifactStore;
  readonly key: string;
  /** Absolute; what the artifact is made of. */
  readonly directory: string;
}

/** Takes whatever the run made: a report or a finding. */
export interface BaselineFileSink {
  readonly name: string;
  deliver(): Promise<Delivery>;
}

/** Writes `baseline.json` beside the report, for the artifact that later runs read. Comes before the upload. */
export function makeBaselineFileSink({ store, key, directory }: BaselineFileOptions): BaselineFileSink {
  return {
    name: 'baseline file',
    async deliver(): Promise<Delivery> {
      const document = store.document(key);
      const file = path.join(directory, BASELINE_FILE);
      try {
        // One that an earlier job or a checkout left here would be taken for this job's.
        if (document === null) await rm(file, { force: true });
        if (document === null) return delivered({});
        await nodeStoreFiles.makeFolder(directory);
        await writeFile(file, document);
        return delivered({ baseline: BASELINE_FILE });
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        const hint = `The artifact of this run will hold no baseline. Look at the room and the rights in ${directory}.`;
        return { kind: 'failed', what: `could not write ${BASELINE_FILE}`, cause, hint };
      }
    },
  };
}

function delivered(artifacts: Readonly<Record<string, string>>): Delivery {
  return { kind: 'delivered', what: BASELINE_FILE, artifacts, notices: [] };
}
