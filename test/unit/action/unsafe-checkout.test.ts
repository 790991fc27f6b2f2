import { describe, expect, it } from 'vitest';
import { refuseUnsafeCheckout } from '../../../src/action/unsafe-checkout.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'h'.repeat(40);
const refuse = (eventName: string, ...commits: readonly (string | null)[]) =>
  refuseUnsafeCheckout(
    { eventName, sha: BASE },
    commits.map((_, index) => `folder-${index}`),
    async (folder) => commits[Number(folder.slice('folder-'.length))] ?? null,
  );

// T-01
describe('events that come with the rights of the base repository', () => {
  it.each(['pull_request_target', 'workflow_run', 'issue_comment', 'issues', 'discussion_comment'])(
    '%s: only its own commit may be measured',
    async (event) => {
      await expect(refuse(event, BASE, BASE)).resolves.toBeUndefined();
      await expect(refuse(event, HEAD)).rejects.toMatchObject({ code: 'USAGE', fault: 'user' });
      // The script may lie in a second checkout.
      await expect(refuse(event, BASE, HEAD)).rejects.toThrow(/folder-1.*h{40} is checked out|h{40}/);
      await expect(refuse(event, null)).rejects.toThrow(/cannot be told/);
    },
  );

  it.each(['push', 'pull_request', 'schedule', 'workflow_dispatch', 'merge_group', ''])(
    '%s is none of them',
    async (event) => {
      await expect(refuse(event, HEAD, null)).resolves.toBeUndefined();
    },
  );

  it('are refused with the way that is safe', async () => {
    await expect(refuse('pull_request_target', HEAD)).rejects.toMatchObject({
      hint: expect.stringMatching(/pull_request.*mode: comment/),
    });
  });
});
