import { GateError } from '../../model/gate-error.ts';
import type { JudgedPullRequests } from '../../ports/judged-pull-requests.ts';
import type { GithubClient } from './github-client.ts';
import { githubFault, type Permission } from './github-fault.ts';
import { type CommentMode, deliverComment } from './pull-request-comment-sink.ts';
import { pullRequestsOfBranch } from './pull-requests.ts';

export interface JudgedPullRequestsOptions {
  readonly client: GithubClient;
  readonly mode: CommentMode;
  readonly commentId: string;
  /** `https://github.com/acme/shop`. */
  readonly repositoryUrl: string;
  readonly acceptLabel: string | null;
  readonly onRefused: (markdown: string) => Promise<void>;
}

const NEEDED: readonly [Permission, ...Permission[]] = ['pull-requests: write', 'actions: read'];

/** Pull requests of the repository, for a companion workflow that publishes what another run found. */
export function makeJudgedPullRequests(options: JudgedPullRequestsOptions): JudgedPullRequests {
  const { client, mode, commentId, repositoryUrl, acceptLabel, onRefused } = options;
  return {
    async withHeadOf({ head }) {
      try {
        const pulls = await pullRequestsOfBranch(client, head);
        const same = pulls.filter(
          ({ headSha, headRepositoryId }) => headSha === head.sha && headRepositoryId === head.repositoryId,
        );
        return same.map(({ number }) => number);
      } catch (cause) {
        throw asked(`looking for the pull request of ${head.sha.slice(0, 7)}`, cause);
      }
    },
    comment: (report, target) =>
      deliverComment(report, {
        client,
        mode,
        id: commentId,
        pull: target.pull,
        head: target.head,
        isFork: false,
        links: { repository: repositoryUrl, run: target.runUrl, artifact: target.artifactUrl },
        leg: null,
        legs: 0,
        acceptLabel,
        onRefused,
      }),
  };
}

function asked(what: string, cause: unknown): GateError {
  const fault = githubFault(cause, NEEDED);
  return new GateError('GITHUB_UNANSWERED', `${what}: ${fault.cause}`, {
    fault: 'environment',
    hint: fault.hint,
    cause,
  });
}
