import path from 'node:path';
import type { FindingReport } from '../../model/finding.ts';
import { parseFinding, renderFinding } from '../../model/finding-file.ts';
import { GateError, isGateError } from '../../model/gate-error.ts';
import type { Notice } from '../../model/run.ts';
import type { FindingStore } from '../../ports/finding-store.ts';
import { folderOfKey } from './key-folder.ts';
import { errorCode, nodeStoreFiles, type StoreFiles } from './store-files.ts';
import { problemOf } from './store-problem.ts';
import { publishFile } from './write-event.ts';

/** Findings that a comparison looks back on. */
const NEWEST = 30;
const FILE = /^[a-z0-9-]+\.json$/;

export interface DirectoryFindingsOptions {
  /** Absolute. */
  readonly directory: string;
  /** As the user named it. */
  readonly shownAs: string;
  readonly files?: StoreFiles;
}

/** Findings as files of a directory, one folder for each key, one file for each finding, written once and never changed. */
export function makeDirectoryFindings({
  directory,
  shownAs,
  files = nodeStoreFiles,
}: DirectoryFindingsOptions): FindingStore {
  const folderOf = (key: string) => path.join(directory, folderOfKey(key));
  return {
    async history(key) {
      const names = await namesIn(folderOf(key), shownAs, files);
      const read = await Promise.all(names.map((name) => readOne(path.join(folderOf(key), name), files)));
      const findings = read.flatMap(({ finding }) => finding ?? []);
      findings.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
      return { findings, notices: read.flatMap(({ notice }) => notice ?? []) };
    },
    async add(key, report) {
      try {
        await files.makeFolder(folderOf(key));
        const name = `${report.id}.json`;
        const isNew = await publishFile(files, folderOf(key), name, renderFinding(report));
        return isNew ? { kind: 'saved', where: path.join(shownAs, name) } : { kind: 'already-there' };
      } catch (error) {
        const { cause, hint } = problemOf(error);
        return { kind: 'refused', reason: `could not keep the finding in ${shownAs}: ${cause}`, hint };
      }
    },
  };
}

async function namesIn(folder: string, shownAs: string, files: StoreFiles): Promise<readonly string[]> {
  try {
    const names = await files.names(folder);
    return [...names]
      .filter((name) => FILE.test(name))
      .sort()
      .slice(-NEWEST);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    const { cause, hint } = problemOf(error);
    throw new GateError('STORE_UNREADABLE', `reading the findings in ${shownAs}: ${cause}`, {
      fault: 'environment',
      hint,
      cause: error,
    });
  }
}

/** One damaged file does not blind the comparison; it is left where it is and told of. */
async function readOne(
  file: string,
  files: StoreFiles,
): Promise<{ finding?: FindingReport; notice?: Notice }> {
  try {
    return { finding: parseFinding(await files.read(file), file) };
  } catch (error) {
    const cause = isGateError(error) ? error.message : problemOf(error).cause;
    return { notice: { code: 'finding-damaged', text: `The finding ${file} was left out: ${cause}` } };
  }
}
