import type { Commit, CommitRange } from '../../model/bisect-hint.ts';
import type { DatedRef, VersionControl } from '../../ports/version-control.ts';
import { gitIn } from './source-facts.ts';

/** A history of more commits between two runs is not read to its end. */
const MAX_COMMITS = 1_000;
/** Separates the fields of a line; no subject holds it. */
const FIELD = '\x1f';
/** Commits come from stored histories: a name that git would take for an option never reaches it. */
const COMMIT = /^[0-9a-f]{7,64}$/i;

/** The git repository that a folder belongs to. */
export function makeGitVersionControl(cwd: string): VersionControl {
  const git = gitIn(cwd);
  return {
    async commitsBetween(from, to): Promise<CommitRange> {
      for (const name of [from, to])
        if (!COMMIT.test(name) || (await git('cat-file', '-t', `${name}^{commit}`)) === null)
          return unknown(name);
      const range = [`--max-count=${MAX_COMMITS}`, `--format=%H${FIELD}%s`, `${from}..${to}`, '--'];
      const log = await git('log', ...range);
      return {
        kind: 'known',
        commits: (log ?? '')
          .split('\n')
          .filter((line) => line !== '')
          .map(commitOf),
      };
    },
    async ref(name) {
      // A name that starts like an option would be one.
      if (name.startsWith('-')) return null;
      const shown = await git('log', '-1', `--format=%H${FIELD}%cI`, `${name}^{commit}`, '--');
      return shown === null ? null : datedRef(name, shown);
    },
    async lastRelease() {
      const name = await git('describe', '--tags', '--abbrev=0');
      return name === null ? null : this.ref(name);
    },
  };
}

function unknown(commit: string): CommitRange {
  const why = `git does not know ${JSON.stringify(commit)} here: the clone may be shallow (fetch-depth: 0 gets all), or the commit was rewritten`;
  return { kind: 'unknown', why };
}

function commitOf(line: string): Commit {
  const [sha = '', subject = ''] = line.split(FIELD);
  return { sha, subject };
}

function datedRef(name: string, line: string): DatedRef {
  const [sha = '', at = ''] = line.split(FIELD);
  return { name, sha, at: new Date(at).toISOString() };
}
