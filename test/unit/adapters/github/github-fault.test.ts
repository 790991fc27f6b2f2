import { describe, expect, it } from 'vitest';
import { githubFault, permissionLines } from '../../../../src/adapters/github/github-fault.ts';

const NEEDED = ['pull-requests: write'] as const;

/** An error as octokit throws it. */
function answered(status: number, message: string): Error {
  return Object.assign(new Error(message), { status, response: { data: { message } } });
}

describe('a fault of GitHub', () => {
  it.each([
    [401, 'Bad credentials', 'github-token'],
    [403, 'Resource not accessible by integration', '`contents: read`, `pull-requests: write`'],
    [403, 'API rate limit exceeded for installation', 'used up its requests'],
    [404, 'Not Found', 'may not see it'],
    [409, 'Conflict', 'at the same time'],
    [410, 'Gone', 'expired'],
    [422, 'Validation Failed', 'report this'],
    [429, 'Too Many Requests', 'used up its requests'],
    [500, 'Server Error', 'githubstatus.com'],
    [418, 'Teapot', 'githubstatus.com'],
  ])('%d (%s) says what to do', (status, message, hint) => {
    const fault = githubFault(answered(status, message), NEEDED);
    expect(fault).toMatchObject({ status, cause: `GitHub answered ${status} (${message})` });
    expect(fault.hint).toContain(hint);
  });

  it('is a time-out, although octokit calls that an answer', () => {
    const timeOut = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    const error = Object.assign(new Error('aborted', { cause: timeOut }), { status: 500 });
    expect(githubFault(error, NEEDED)).toMatchObject({
      status: null,
      cause: 'GitHub did not answer in time',
    });
  });

  it('is a network without a way there', () => {
    const error = Object.assign(
      new Error('fetch failed', { cause: new Error('connect ECONNREFUSED 1.2.3.4:443') }),
      {
        status: 500,
      },
    );
    expect(githubFault(error, NEEDED)).toMatchObject({
      status: null,
      cause: 'GitHub could not be reached (connect ECONNREFUSED 1.2.3.4:443)',
      hint: expect.stringContaining('https_proxy'),
    });
  });

  it.each([undefined, null, 'broken', {}])('is told of what is no error at all: %j', (thrown) => {
    expect(githubFault(thrown, NEEDED).cause).not.toBe('');
  });

  it('is on one line and short, whatever GitHub says', () => {
    const { cause } = githubFault(answered(500, `a\n::error::b\u001b[31m${'x'.repeat(999)}`), NEEDED);
    expect(cause).not.toMatch(/\p{Cc}/u);
    expect(cause.length).toBeLessThan(250);
  });
});

it('the lines to add are those of a workflow', () => {
  expect(permissionLines(['pull-requests: write', 'actions: read'])).toBe(
    'permissions:\n  contents: read\n  pull-requests: write\n  actions: read',
  );
});
