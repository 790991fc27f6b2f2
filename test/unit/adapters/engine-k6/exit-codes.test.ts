import { describe, expect, it } from 'vitest';
import { runEndOfExit } from '../../../../src/adapters/engine-k6/exit-codes.ts';

const ended = (code: number | null, lastWords = '', signal: string | null = null) =>
  runEndOfExit({ code, signal, lastWords });

describe("k6's exit codes", () => {
  it('0 and 99 are measurements', () => {
    expect(ended(0)).toEqual({ kind: 'finished' });
    expect(ended(99, 'thresholds on metrics have been crossed')).toEqual({ kind: 'thresholds-crossed' });
  });

  it.each([
    [97, 'ENGINE_FAILED', 'cloud'],
    [98, 'ENGINE_FAILED', 'cloud'],
    [100, 'ENGINE_FAILED', 'setup()'],
    [101, 'ENGINE_FAILED', 'teardown()'],
    [102, 'ENGINE_FAILED', 'too long'],
    [103, 'ENGINE_FAILED', 'REST API'],
    [104, 'SCRIPT_INVALID', 'options'],
    [106, 'ENGINE_FAILED', 'REST API'],
    [107, 'SCRIPT_INVALID', 'exception'],
    [108, 'SCRIPT_ABORTED', 'test.abort()'],
    [109, 'ENGINE_FAILED', 'panic'],
    [255, 'ENGINE_FAILED', 'without saying how'],
    [42, 'ENGINE_FAILED', 'does not know'],
    [-1, 'ENGINE_FAILED', 'does not know'],
  ])('%i is a failure with code %s that mentions %s, quotes k6 and says what to do', (code, name, words) => {
    const end = ended(code, 'the last line');
    expect(end).toMatchObject({ kind: 'failed', code: name, hint: expect.stringMatching(/\w/) });
    const message = end.kind === 'failed' ? end.message : '';
    expect(message).toContain(words);
    expect(message).toContain(`exit code ${code}`);
    expect(message).toContain('It said: the last line');
  });

  it('105 is an interruption from outside, 110 a test that marked itself', () => {
    expect(ended(105)).toMatchObject({ kind: 'interrupted' });
    expect(ended(110, 'no stock')).toEqual({
      kind: 'marked-failed',
      message: 'the script called test.fail(). It said: no stock',
    });
  });

  it('255 with a complaint on the script is the fault of the script', () => {
    expect(ended(255, 'SyntaxError: /x.js: Unexpected token (1:4)')).toMatchObject({
      code: 'SCRIPT_INVALID',
    });
  });

  it('tells a death by signal, SIGKILL with a word on memory', () => {
    expect(ended(null, '', 'SIGKILL')).toMatchObject({
      kind: 'failed',
      message: 'k6 was killed by SIGKILL',
      hint: expect.stringContaining('memory'),
    });
    expect(ended(null, '', 'SIGSEGV')).toMatchObject({ message: 'k6 was killed by SIGSEGV' });
    expect(ended(null)).toMatchObject({ kind: 'failed' });
  });
});
